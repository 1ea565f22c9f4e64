package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * {@code dialog-requests} of the last day, in memory on every instance. Of several records with one key the first counts,
 * so all instances agree which one it is, however many wrote at the same time. It counts for a day by the records' own
 * times. Kafka Streams also restores the store by this processor.
 */
public final class GlobalRequests {
    /** The store: values as they stand in the topic, by key without {@link #DONE}. */
    public static final String STORE = "idempotent-requests";
    /** Behind the key of what replaces the first record, once what it says has been done; no key ends with it. */
    public static final String DONE = "|";
    /** For how long a request is remembered. */
    public static final Duration REMEMBERED = Duration.ofDays(1);

    private static final long FORGET_EVERY_MS = Duration.ofHours(1).toMillis();

    private GlobalRequests() {}

    static void add(Topology topology, TimestampExtractor time, AppliedOffsets applied) {
        topology.addGlobalStore(
                Stores.timestampedKeyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "read-requests",
                time,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topic.DIALOG_REQUESTS.topicName(),
                "store-requests",
                () -> new KeepFirst(applied));
    }

    private static final class KeepFirst implements Processor<String, byte[], Void, Void> {
        private final AppliedOffsets applied;
        private @Nullable ProcessorContext<Void, Void> context;
        private @Nullable TimestampedKeyValueStore<String, byte[]> store;
        private long forgetAt;

        KeepFirst(AppliedOffsets applied) {
            this.applied = applied;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            this.context = context;
            this.store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (store == null || context == null) {
                throw new IllegalStateException("called before init");
            }
            if (record.key() != null && record.value() != null) {
                keep(store, record.key(), record.value(), record.timestamp());
            }
            if (record.timestamp() >= forgetAt) {
                forget(store, record.timestamp());
                forgetAt = record.timestamp() + FORGET_EVERY_MS;
            }
            context.recordMetadata().ifPresent(at -> applied.applied(at.partition(), at.offset()));
        }

        private static void keep(
                TimestampedKeyValueStore<String, byte[]> store, String key, byte[] value, long timestamp) {
            boolean done = key.endsWith(DONE);
            String request = done ? key.substring(0, key.length() - DONE.length()) : key;
            ValueAndTimestamp<byte[]> first = store.get(request);
            if (first == null || first.timestamp() + REMEMBERED.toMillis() <= timestamp) {
                store.put(request, ValueAndTimestamp.make(value, timestamp));
            } else if (done) {
                store.put(request, ValueAndTimestamp.make(value, first.timestamp()));
            }
        }

        private static void forget(TimestampedKeyValueStore<String, byte[]> store, long now) {
            // An hour more than needed: clocks of other instances may be behind
            long before = now - REMEMBERED.toMillis() - FORGET_EVERY_MS;
            try (var entries = store.all()) {
                entries.forEachRemaining(entry -> {
                    if (entry.value.timestamp() < before) {
                        store.delete(entry.key);
                    }
                });
            }
        }
    }
}
