package io.dialogpulse.query.action;

import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalRequests;
import io.dialogpulse.query.store.GlobalTable;
import io.dialogpulse.requests.IdempotentRequest;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;

/** Requests for tests that have no Kafka. */
public final class TestRequests {
    private TestRequests() {}

    /** Requests that cannot be read as long as the streams have not started. */
    public static IdempotentRequests unread(KafkaStreams streams, Registry registry, EventPublisher publisher) {
        return new IdempotentRequests(
                new GlobalTable(
                        Topic.DIALOG_REQUESTS,
                        GlobalRequests.STORE,
                        streams,
                        new AppliedOffsets(),
                        new MockProducer<>(true, null, new StringSerializer(), registry.serializer())),
                new Decoder<>(Topic.DIALOG_REQUESTS, IdempotentRequest.class, registry, Duration.ZERO),
                new Decoder<>(Topic.DIALOG_STATUSES, StatusEvent.class, registry, Duration.ZERO),
                registry.serializer(),
                publisher);
    }
}
