package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A topic that is whole and in memory on every instance, to be read and written. Whoever writes sees that, and all that
 * was written before it, at once on this instance.
 */
public final class GlobalTable implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Topic topic;
    private final String storeName;
    private final KafkaStreams streams;
    private final AppliedOffsets applied;
    private final Producer<String, Object> producer;

    public GlobalTable(
            Topic topic,
            String storeName,
            KafkaStreams streams,
            AppliedOffsets applied,
            Producer<String, Object> producer) {
        this.topic = topic;
        this.storeName = storeName;
        this.streams = streams;
        this.applied = applied;
        this.producer = producer;
    }

    /** Opens one for an app; the caller closes it. */
    public static GlobalTable open(
            Topic topic, String storeName, KafkaStreams streams, AppliedOffsets applied, Settings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_OUTPUT);
        return new GlobalTable(
                topic,
                storeName,
                streams,
                applied,
                new KafkaProducer<>(
                        config, new StringSerializer(), settings.registry().serializer()));
    }

    /**
     * The value of a key; null if there is none.
     *
     * @throws TableUnavailable if it cannot be read at the moment
     */
    public byte @Nullable [] get(String key) {
        try {
            return store().get(key);
        } catch (InvalidStateStoreException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads all keys from one to another, both included, as their bytes are sorted, with their values.
     *
     * @throws TableUnavailable if they cannot be read at the moment
     */
    public void read(String from, String to, BiConsumer<String, byte[]> reader) {
        try (var entries = store().range(from, to)) {
            entries.forEachRemaining(entry -> reader.accept(entry.key, entry.value));
        } catch (InvalidStateStoreException e) {
            throw unreadable(e);
        }
    }

    /**
     * Writes a value, and returns when it can be read here; null deletes.
     *
     * @throws TableUnavailable if it is not known to be written, or is not to be read yet
     * @throws KafkaException if it is not written
     */
    public void write(String key, @Nullable Object value) {
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(topic.topicName(), key, value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!applied.await(written.partition(), written.offset(), PATIENCE)) {
                throw new TableUnavailable("the change is saved, but not to be seen yet", null);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new TableUnavailable("Kafka has not acknowledged the change; it is safe to repeat it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TableUnavailable("stopped while saving", e);
        }
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        return streams.store(StoreQueryParameters.fromNameAndType(storeName, QueryableStoreTypes.keyValueStore()));
    }

    private TableUnavailable unreadable(InvalidStateStoreException e) {
        return new TableUnavailable(topic.topicName() + " cannot be read at the moment", e);
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
