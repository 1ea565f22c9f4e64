package io.dialogpulse.bench;

import io.dialogpulse.bench.subject.Progress;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Looks whether the work was done: a processor that loses events is fast. */
final class Outcome {
    private static final Duration POLL = Duration.ofSeconds(1);

    private Outcome() {}

    /**
     * Checks that every dialog has a row and that nothing was rejected.
     *
     * @throws IllegalStateException if not
     */
    static void requireComplete(Settings settings, Admin admin, int dialogs) throws Exception {
        requireNothingRejected(admin);
        int rows = rows(settings);
        if (rows != dialogs) {
            throw new IllegalStateException("there are " + rows + " rows of " + dialogs + " dialogs");
        }
    }

    /** @throws IllegalStateException if there are dead letters */
    static void requireNothingRejected(Admin admin) throws Exception {
        long rejected = Progress.end(admin, List.of(Topic.DIALOG_DEAD_LETTERS));
        if (rejected > 0) {
            throw new IllegalStateException("there are " + rejected + " dead letters");
        }
    }

    /** The number of dialogs that are in the rollups as they were published last. */
    static long dialogsInRollups(Settings settings) {
        Map<String, Long> created = new HashMap<>();
        try (var deserializer = settings.registry().deserializer()) {
            String topic = Topic.DIALOG_METRICS.topicName();
            forEachRecord(settings, topic, record -> {
                var rollup = (DialogMetrics) deserializer.deserialize(topic, record.value());
                created.put(record.key(), rollup == null ? 0 : rollup.getCreatedCount());
            });
        }
        return created.values().stream().mapToLong(dialogs -> dialogs).sum();
    }

    private static int rows(Settings settings) {
        Set<String> keys = new HashSet<>();
        forEachRecord(settings, Topic.DIALOGS.topicName(), record -> keys.add(record.key()));
        return keys.size();
    }

    private static void forEachRecord(
            Settings settings, String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
        Map<String, Object> properties = settings.kafka();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(action);
            }
        }
    }
}
