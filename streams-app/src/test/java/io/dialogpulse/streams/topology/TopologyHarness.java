package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.AvroEvents;
import io.dialogpulse.streams.store.BoundedMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, with a registry in memory. */
final class TopologyHarness implements AutoCloseable {
    static final Duration METRICS_INTERVAL = Duration.ofSeconds(5);
    static final Instant RECEIVED = Instant.parse("2026-11-22T06:00:00Z");

    final Registry registry;
    final SchemaRegistryClient client;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaAvroSerializer serializer;
    private final TopologyTestDriver driver;

    TopologyHarness(Path stateDir) {
        this(stateDir, 1);
    }

    /** As the first of so many partitions. */
    TopologyHarness(Path stateDir, int partitions) {
        this(stateDir, partitions, Optional.of(METRICS_INTERVAL));
    }

    TopologyHarness(Path stateDir, int partitions, Optional<Duration> metricsInterval) {
        this(stateDir, partitions, metricsInterval, RECEIVED);
    }

    /** With one partition, at this time. */
    TopologyHarness(Path stateDir, Instant now) {
        this(stateDir, 1, Optional.of(METRICS_INTERVAL), now);
    }

    private TopologyHarness(Path stateDir, int partitions, Optional<Duration> metricsInterval, Instant now) {
        try {
            registry = Registry.at("mock://" + stateDir.hashCode());
            registry.registerSubjects();
            client = registry.client();
        } catch (IOException | io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException e) {
            throw new IllegalStateException(e);
        }
        serializer = registry.serializer();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        properties.put(BoundedMemory.BYTES, "16777216");
        driver = new TopologyTestDriver(
                DialogTopology.build(registry, client, partitions, metricsInterval, meters), properties, now);
    }

    void publish(String dialogId, DialogEvent event) {
        publish(AvroEvents.topicOf(event), dialogId.getBytes(StandardCharsets.UTF_8), bytes(dialogId, event));
    }

    byte[] bytes(String dialogId, DialogEvent event) {
        return bytes(AvroEvents.topicOf(event), AvroEvents.of(dialogId, event));
    }

    void publish(String lineId, LineEvent event) {
        publish(
                Topic.LINE_EVENTS,
                lineId.getBytes(StandardCharsets.UTF_8),
                bytes(Topic.LINE_EVENTS, AvroEvents.of(lineId, event)));
    }

    byte[] bytes(Topic topic, Object value) {
        return serializer.serialize(topic.topicName(), value);
    }

    void publish(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(new TestRecord<>(key, value, RECEIVED));
    }

    /** The last row of each dialog. */
    Map<String, DialogRow> rows() {
        return last(Topic.DIALOGS, DialogRow.class);
    }

    /** The timeline entries by key, in the order in which they were written. */
    Map<String, TimelineEntry> timeline() {
        return last(Topic.DIALOG_TIMELINE, TimelineEntry.class);
    }

    /** The last record of each question; a tombstone removes it. */
    Map<String, DialogResponse> responses() {
        return last(Topic.DIALOG_RESPONSES, DialogResponse.class);
    }

    /** The last record of each alert; a tombstone removes it. */
    Map<String, DialogAlert> alerts() {
        return last(Topic.DIALOG_ALERTS, DialogAlert.class);
    }

    /** Lets earlier alerts follow what was written since. */
    void follow(Map<String, DialogAlert> alerts) {
        follow(Topic.DIALOG_ALERTS, DialogAlert.class, alerts);
    }

    /** The last record of each rollup; a tombstone removes it. */
    Map<String, DialogMetrics> rollups() {
        return last(Topic.DIALOG_METRICS, DialogMetrics.class);
    }

    private <T> Map<String, T> last(Topic topic, Class<T> type) {
        Map<String, T> last = new LinkedHashMap<>();
        follow(topic, type, last);
        return last;
    }

    private <T> void follow(Topic topic, Class<T> type, Map<String, T> last) {
        try (var deserializer = registry.deserializer()) {
            written(topic).forEach(record -> {
                if (record.value == null) {
                    last.remove(record.key);
                } else {
                    last.put(record.key, type.cast(deserializer.deserialize(topic.topicName(), record.value)));
                }
            });
        }
    }

    /** What was written to a topic since it was read last; null values are tombstones. */
    List<KeyValue<String, byte[]>> written(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList();
    }

    /** Lets time pass until everything that waits for its interval has been sent. */
    void letTimePass() {
        for (int i = 0; i < 10; i++) {
            driver.advanceWallClockTime(METRICS_INTERVAL);
        }
    }

    /** Lets this much time pass. */
    void letPass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** A store's content as its bytes. */
    KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topic.DIALOG_DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
        serializer.close();
    }
}
