package io.dialogpulse.query.events;

import io.dialogpulse.schemas.Registry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to Kafka, each request in a transaction of its own: all of its events or none. */
public final class EventPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LINGER_MS = 5;

    /** For what can no longer be aborted: until then, nobody reads past the events of the transaction. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    private final Supplier<Producer<String, Object>> producers;
    // A transactional producer has one transaction at a time
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile @Nullable Producer<String, Object> producer;

    /** @param transactionalId the same after a restart, different for every instance */
    public EventPublisher(Map<String, Object> kafka, Registry registry, String transactionalId) {
        this(() -> new KafkaProducer<>(config(kafka, transactionalId), new StringSerializer(), registry.serializer()));
    }

    /** @param producers called after every failure, since a producer that has failed is not used again */
    EventPublisher(Supplier<Producer<String, Object>> producers) {
        this.producers = producers;
    }

    private static Map<String, Object> config(Map<String, Object> kafka, String transactionalId) {
        Map<String, Object> config = new HashMap<>(kafka);
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
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        return config;
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            Producer<String, Object> open = open();
            open.beginTransaction();
            try {
                send(open, events, deadline);
                open.commitTransaction();
            } catch (RuntimeException e) {
                abort(open, deadline, e);
                throw e;
            }
        } catch (RuntimeException e) {
            closeProducer();
            throw e;
        } finally {
            oneAtATime.unlock();
        }
    }

    private static void send(Producer<String, Object> open, List<OutgoingEvent> events, long deadline) {
        for (OutgoingEvent event : events) {
            if (isOver(deadline)) {
                throw new TimeoutException("the events have not been sent within " + PATIENCE);
            }
            Future<RecordMetadata> sent =
                    open.send(new ProducerRecord<>(event.topic().topicName(), event.key(), event.event()));
            // Each of the others would wait as long as this one; what fails later fails the commit
            if (sent.state() == Future.State.FAILED) {
                Throwable failure = sent.exceptionNow();
                throw failure instanceof RuntimeException unchecked ? unchecked : new KafkaException(failure);
            }
        }
    }

    /** Ends the transaction at once instead of at its timeout, if the broker can still be expected to answer. */
    private static void abort(Producer<String, Object> open, long deadline, RuntimeException failure) {
        if (isOver(deadline)) {
            return;
        }
        try {
            open.abortTransaction();
        } catch (RuntimeException e) {
            // The producer is fenced, or it is not known whether the commit has succeeded
            failure.addSuppressed(e);
        }
    }

    private static boolean isOver(long deadline) {
        return System.nanoTime() - deadline >= 0;
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

    private Producer<String, Object> open() {
        Producer<String, Object> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    private void closeProducer() {
        Producer<String, Object> closing = producer;
        if (closing != null) {
            closing.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Lets a request that is under way end, but not for ever. */
    @Override
    public void close() {
        boolean idle = false;
        try {
            idle = oneAtATime.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Producer<String, Object> closing = producer;
            if (closing != null) {
                closing.close(idle ? PATIENCE : Duration.ZERO);
                producer = null;
            }
        } finally {
            if (idle) {
                oneAtATime.unlock();
            }
        }
    }
}
