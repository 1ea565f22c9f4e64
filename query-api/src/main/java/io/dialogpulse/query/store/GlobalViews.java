package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** {@code dialog-views}, whole and in memory on every instance: users have few views, and any instance may be asked. */
public final class GlobalViews {
    /** The store: keys and values as they stand in the topic. */
    public static final String STORE = "saved-views";

    private GlobalViews() {}

    static void add(Topology topology, TimestampExtractor time, AppliedOffsets applied) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "read-views",
                time,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topic.DIALOG_VIEWS.topicName(),
                "store-views",
                () -> new Keep(applied));
    }

    private static final class Keep implements Processor<String, byte[], Void, Void> {
        private final AppliedOffsets applied;
        private @Nullable ProcessorContext<Void, Void> context;
        private @Nullable KeyValueStore<String, byte[]> store;

        Keep(AppliedOffsets applied) {
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
            if (record.key() != null) {
                // A null value deletes
                store.put(record.key(), record.value());
            }
            context.recordMetadata().ifPresent(at -> applied.applied(at.partition(), at.offset()));
        }
    }
}
