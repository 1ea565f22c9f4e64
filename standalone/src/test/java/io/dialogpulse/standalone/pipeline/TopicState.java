package io.dialogpulse.standalone.pipeline;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic says at this moment: the last committed record of each key, without those that are deleted. */
final class TopicState {
    private TopicState() {}

    static Map<String, GenericRecord> of(Topic topic, Stack stack) {
        Map<String, GenericRecord> state = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.bootstrap(), "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
                var values = new KafkaAvroDeserializer()) {
            values.configure(Map.of("schema.registry.url", stack.registryUrl()), false);
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value() == null) {
                        state.remove(record.key());
                    } else {
                        state.put(record.key(), (GenericRecord) values.deserialize(topic.topicName(), record.value()));
                    }
                });
            }
        }
        return state;
    }
}
