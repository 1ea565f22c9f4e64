package io.dialogpulse.query.events;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's own in-memory producer, which can refuse events as a {@code KafkaProducer} does: by a failed future. */
final class RecordingProducer extends MockProducer<String, Object> {
    private volatile @Nullable RuntimeException failure;
    private int sends;

    RecordingProducer(@Nullable RuntimeException failure) {
        super(true, null, new StringSerializer(), (topic, event) -> new byte[0]);
        this.failure = failure;
    }

    void failWith(RuntimeException failure) {
        this.failure = failure;
    }

    int sends() {
        return sends;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, Object> record) {
        sends++;
        RuntimeException now = failure;
        return now == null ? super.send(record) : CompletableFuture.failedFuture(now);
    }
}
