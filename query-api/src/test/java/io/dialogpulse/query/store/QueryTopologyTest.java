package io.dialogpulse.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTopologyTest {
    private static final Registry REGISTRY = Registry.at("mock://query-topology");

    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        refresher.shutdownNow();
    }

    /**
     * The names of stores and topics are what restarted instances find their state by. If a change is meant, write the
     * new description to the approved file; instances that are updated then build their stores again.
     */
    @Test
    void shouldNotChangeTheTopologyUnintentionally() throws IOException {
        try (InputStream approved = getClass().getResourceAsStream("approved-topology.txt")) {
            assertThat(topology().describe().toString())
                    .isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldShowRowsSoonAfterTheyArriveAndKeepTheHistory() throws Exception {
        REGISTRY.registerSubjects();
        DialogRow row = new RandomRows(new Random().nextLong()).row("d1");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            driver.createInputTopic(Topic.DIALOGS.topicName(), new StringSerializer(), REGISTRY.serializer())
                    .pipeInput("d1", row);
            var timeline = driver.createInputTopic(
                    Topic.DIALOG_TIMELINE.topicName(), new StringSerializer(), new StringSerializer());
            String key = new TimelineKey("d1", 1_790_000_000_000L, 2, "e1").toString();
            timeline.pipeInput(key, "as it is");
            timeline.pipeInput(null, "without a key");

            IndexStore index = (IndexStore) driver.getStateStore(QueryTopology.INDEX);
            Awaitility.await().untilAsserted(() -> assertThat(count(index)).isEqualTo(1));
            assertThat(driver.<Bytes, byte[]>getKeyValueStore(QueryTopology.TIMELINE)
                            .get(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo("as it is".getBytes(StandardCharsets.UTF_8));

            timeline.pipeInput(key, (String) null);
            assertThat(driver.<Bytes, byte[]>getKeyValueStore(QueryTopology.TIMELINE)
                            .get(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))))
                    .isNull();
        }
    }

    private static long count(IndexStore index) throws IOException {
        SnapshotQuery query = new SnapshotQuery();
        assertThat(index.query(query, PositionBound.unbounded(), new QueryConfig(false))
                        .isSuccess())
                .isTrue();
        try (Snapshots snapshots = new Snapshots(query)) {
            return snapshots.search().row("d1").isPresent() ? 1 : 0;
        }
    }

    private Topology topology() {
        return QueryTopology.of(new IndexStores(
                QueryTopology.INDEX,
                new Decoder<>(Topic.DIALOGS, DialogRow.class, REGISTRY, Duration.ofSeconds(1)),
                1,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                refresher,
                new SimpleMeterRegistry().counter("undecodable"),
                InstantSource.system()));
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-topology-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        return properties;
    }
}
