package io.dialogpulse.query.events;

import io.dialogpulse.schemas.Registry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to Kafka, each request in a transaction of its own: all of its events or none. */
public final class EventPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LINGER_MS = 5;

    private final Map<String, Object> config;
    private final Registry registry;
    // A transactional producer has one transaction at a time
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private @Nullable KafkaProducer<String, Object> producer;

    /** @param transactionalId the same after a restart, different for every instance */
    public EventPublisher(Map<String, Object> kafka, Registry registry, String transactionalId) {
        this.registry = registry;
        this.config = new HashMap<>(kafka);
        // Where an event goes is decided by its key alone, as by every other producer
        config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        config.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                PATIENCE.dividedBy(2).toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    /**
     * Writes all events; returns when the broker has acknowledged them.
     *
     * @throws KafkaException if they were not written, or it is not known; repeating them is harmless
     */
    public void publish(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        waitForTurn();
        try {
            KafkaProducer<String, Object> open = open();
            open.beginTransaction();
            for (OutgoingEvent event : events) {
                // The commit fails if any of them does
                var _ = open.send(new ProducerRecord<>(event.topic().topicName(), event.key(), event.event()));
            }
            open.commitTransaction();
        } catch (RuntimeException e) {
            // A new producer ends the transaction of this one, whatever state it is in
            closeProducer();
            throw e;
        } finally {
            oneAtATime.unlock();
        }
    }

    private void waitForTurn() {
        try {
            if (!oneAtATime.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("earlier requests have not been acknowledged for " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private KafkaProducer<String, Object> open() {
        if (producer == null) {
            KafkaProducer<String, Object> opening =
                    new KafkaProducer<>(config, new StringSerializer(), registry.serializer());
            producer = opening;
            opening.initTransactions();
        }
        return producer;
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            if (producer != null) {
                producer.close(PATIENCE);
                producer = null;
            }
        } finally {
            oneAtATime.unlock();
        }
    }
}
