package io.dialogpulse.standalone.pipeline;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Columns;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.AvroEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A connector with a plain Kafka producer. It remembers what it published, and so knows what the rows must be. */
final class Connector implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaAvroSerializer serializer;
    private final Map<String, List<DialogEvent>> published = new HashMap<>();

    /** One event on its way. */
    record Delivery(String dialogId, DialogEvent event) {}

    Connector(Stack stack) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrap(), ProducerConfig.LINGER_MS_CONFIG, 5),
                new StringSerializer(),
                new ByteArraySerializer());
        serializer = Registry.at(stack.registryUrl()).serializer();
    }

    /** Random dialogs of up to 25 events each, all shuffled together, some of them delivered more than once. */
    static List<Delivery> shuffledDialogs(String prefix, int dialogs, long seed) {
        Random random = new Random(seed);
        RandomHistories histories = new RandomHistories(random);
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < dialogs; i++) {
            String dialogId = prefix + i;
            histories.redelivered(histories.events(25)).forEach(event -> deliveries.add(new Delivery(dialogId, event)));
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** Publishes without waiting; {@link #flush} waits. */
    void publish(Delivery delivery) {
        Topic topic = AvroEvents.topicOf(delivery.event());
        byte[] value = serializer.serialize(topic.topicName(), AvroEvents.of(delivery.dialogId(), delivery.event()));
        producer.send(new ProducerRecord<>(topic.topicName(), delivery.dialogId(), value));
        published.computeIfAbsent(delivery.dialogId(), _ -> new ArrayList<>()).add(delivery.event());
    }

    void publish(Collection<Delivery> deliveries) {
        deliveries.forEach(this::publish);
        flush();
    }

    void flush() {
        producer.flush();
    }

    /** What the list must hold: the fold of all that was published. */
    Map<String, Map<String, Object>> expectedRows() {
        Map<String, Map<String, Object>> rows = new HashMap<>();
        published.forEach((dialogId, events) -> rows.put(dialogId, Columns.of(Histories.fold(dialogId, events))));
        return rows;
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
