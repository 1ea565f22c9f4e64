package io.dialogpulse.standalone.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Futures;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Columns;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.standalone.testing.TopicReader;
import io.dialogpulse.streams.AvroEvents;
import io.dialogpulse.streams.codec.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A connector with a plain Kafka producer. It remembers what it published, and so knows what the rows must be. */
final class Connector implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaAvroSerializer serializer;
    private final String bootstrap;
    private final String registryUrl;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final Map<String, List<DialogEvent>> published = new HashMap<>();

    /** One event on its way. */
    record Delivery(String dialogId, DialogEvent event) {}

    Connector(Stack stack) {
        bootstrap = stack.bootstrap();
        registryUrl = stack.registryUrl();
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
        sent.add(producer.send(new ProducerRecord<>(topic.topicName(), delivery.dialogId(), value)));
        published.computeIfAbsent(delivery.dialogId(), _ -> new ArrayList<>()).add(delivery.event());
    }

    /** Publishes an event of a line without waiting. */
    void publish(String lineId, LineEvent event) {
        Topic topic = Topic.LINE_EVENTS;
        byte[] value = serializer.serialize(topic.topicName(), AvroEvents.of(lineId, event));
        sent.add(producer.send(new ProducerRecord<>(topic.topicName(), lineId, value)));
    }

    void publish(Collection<Delivery> deliveries) {
        deliveries.forEach(this::publish);
        flush();
    }

    /** Waits until the broker has acknowledged everything. */
    void flush() {
        producer.flush();
        sent.forEach(Futures::getUnchecked);
        sent.clear();
    }

    /** Publishes bytes to dialog-messages, as a connector with a fault would. */
    void publishRaw(String key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(Topic.DIALOG_MESSAGES.topicName(), key, value)));
        flush();
    }

    /** A value in the wire format whose schema the registry has, but which is Protobuf instead of Avro. */
    byte[] valueOfAForeignSchema() throws IOException, InterruptedException {
        HttpRequest register = HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/foreign-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"schemaType": "PROTOBUF",
                         "schema": "syntax = \\"proto3\\"; message Foreign { string id = 1; }"}
                        """))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(register, HttpResponse.BodyHandlers.ofString());
            int id = new ObjectMapper().readTree(answer.body()).get("id").asInt();
            return ByteBuffer.allocate(7)
                    .put((byte) 0)
                    .putInt(id)
                    .put((byte) '{')
                    .put((byte) '}')
                    .array();
        }
    }

    /** The reason of each dead letter there is, by key. */
    Map<String, String> deadLetterReasons() {
        Map<String, String> reasons = new HashMap<>();
        TopicReader.all(bootstrap, Topic.DIALOG_DEAD_LETTERS)
                .forEach(letter -> reasons.put(
                        letter.key(),
                        new String(
                                letter.headers()
                                        .lastHeader(DeadLetterHeaders.REASON)
                                        .value(),
                                StandardCharsets.UTF_8)));
        return reasons;
    }

    /** The events in the dead letters, each as often as it is there. */
    List<Delivery> rejectedEvents() {
        try (KafkaAvroDeserializer values = Registry.at(registryUrl).deserializer()) {
            return TopicReader.all(bootstrap, Topic.DIALOG_DEAD_LETTERS).stream()
                    .map(letter -> new Delivery(
                            letter.key(), EventCodec.decode((SpecificRecord) values.deserialize(null, letter.value()))))
                    .toList();
        }
    }

    /** All that was published of each dialog, redeliveries included. */
    Map<String, List<DialogEvent>> published() {
        return published;
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
