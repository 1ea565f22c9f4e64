package io.dialogpulse.query.view;

import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalTable;
import io.dialogpulse.query.store.GlobalViews;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;

/** Saved views for tests that have no Kafka. */
public final class TestViews {
    private TestViews() {}

    /** Views that cannot be read as long as the streams have not started. */
    public static SavedViews unread(KafkaStreams streams, Registry registry) {
        return new SavedViews(
                new GlobalTable(
                        Topic.DIALOG_VIEWS,
                        GlobalViews.STORE,
                        streams,
                        new AppliedOffsets(),
                        new MockProducer<>(true, null, new StringSerializer(), registry.serializer())),
                new Decoder<>(Topic.DIALOG_VIEWS, SavedView.class, registry, Duration.ZERO),
                InstantSource.system());
    }
}
