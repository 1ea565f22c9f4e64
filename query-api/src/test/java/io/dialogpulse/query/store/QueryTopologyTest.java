package io.dialogpulse.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.index.Documents;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.search.HistoryOrder;
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
    void shouldShowRowsAndHistoriesSoonAfterTheyArrive() throws Exception {
        REGISTRY.registerSubjects();
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        String key = new TimelineKey("d1", 1_790_000_000_000L, 2, "e1").toString();
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
            driver.createInputTopic(Topic.DIALOGS.topicName(), new StringSerializer(), REGISTRY.serializer())
                    .pipeInput("d1", new RandomRows(seed).row("d1"));
            var timeline = driver.createInputTopic(
                    Topic.DIALOG_TIMELINE.topicName(), new StringSerializer(), REGISTRY.serializer());
            timeline.pipeInput(key, new RandomEntries(seed).entry(key));
            timeline.pipeInput(null, new RandomEntries(seed).entry(key));

            IndexStore<?> rows = (IndexStore<?>) driver.getStateStore(QueryTopology.ROWS);
            IndexStore<?> entries = (IndexStore<?>) driver.getStateStore(QueryTopology.ENTRIES);
            Awaitility.await().untilAsserted(() -> {
                try (Snapshots snapshots = snapshots(rows, entries)) {
                    assertThat(snapshots.search().row("d1")).isPresent();
                    assertThat(snapshots.history().entries("d1", HistoryOrder.OLDEST_FIRST, "", 2))
                            .hasSize(1);
                }
            });

            timeline.pipeInput(key, (Object) null);
            Awaitility.await().untilAsserted(() -> {
                try (Snapshots snapshots = snapshots(rows, entries)) {
                    assertThat(snapshots.history().entries("d1", HistoryOrder.OLDEST_FIRST, "", 2))
                            .isEmpty();
                }
            });
        }
    }

    private static Snapshots snapshots(IndexStore<?> rows, IndexStore<?> entries) {
        SnapshotQuery ofRows = snapshot(rows);
        return new Snapshots(ofRows, snapshot(entries), ofRows.partitions());
    }

    private static SnapshotQuery snapshot(IndexStore<?> store) {
        SnapshotQuery query = new SnapshotQuery();
        assertThat(store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                        .isSuccess())
                .isTrue();
        return query;
    }

    private Topology topology() {
        return QueryTopology.of(
                stores(QueryTopology.ROWS, new RowDocuments(), Topic.DIALOGS, DialogRow.class),
                stores(QueryTopology.ENTRIES, new EntryDocuments(), Topic.DIALOG_TIMELINE, TimelineEntry.class),
                new AppliedOffsets(),
                new AppliedOffsets());
    }

    private <T> IndexStores<T> stores(String name, Documents<T> documents, Topic topic, Class<T> type) {
        return new IndexStores<>(
                name,
                documents,
                new Decoder<>(topic, type, REGISTRY, Duration.ofSeconds(1)),
                1,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                0,
                refresher,
                new SimpleMeterRegistry().counter("undecodable"),
                InstantSource.system());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "query-topology-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return properties;
    }
}
