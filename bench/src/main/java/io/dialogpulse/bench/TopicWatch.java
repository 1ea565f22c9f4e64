package io.dialogpulse.bench;

import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code dialogs} from its present end on, as a BI tool does: committed rows alone. One thread at a time. */
final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;

    TopicWatch(Settings settings) {
        Map<String, Object> properties = settings.kafka();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        String topic = Topic.DIALOGS.topicName();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy, and what is published meanwhile would be missed
        partitions.forEach(consumer::position);
    }

    /** Waits a moment for rows, and tells the dialogs whose rows came. */
    void poll(Consumer<String> dialogId) {
        consumer.poll(POLL).forEach(record -> dialogId.accept(record.key()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
