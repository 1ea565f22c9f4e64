package io.dialogpulse.standalone.pipeline;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The rows as a BI tool reads them. */
final class PublishedRows {
    private PublishedRows() {}

    /** The last committed row of each dialog. */
    static List<DialogRow> read(Stack stack) {
        Map<String, DialogRow> rows = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.bootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                Registry.at(stack.registryUrl()).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.DIALOGS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(row -> {
                    if (row.value() == null) {
                        rows.remove(row.key());
                    } else {
                        rows.put(row.key(), (DialogRow) row.value());
                    }
                });
            }
        }
        return List.copyOf(rows.values());
    }
}
