package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Two topics, each kept in a store that is restored from the topic itself. */
public final class QueryTopology {
    /** The store of {@code dialogs}. */
    public static final String INDEX = "dialog-index";
    /** The store of {@code dialog-timeline}. */
    public static final String TIMELINE = "dialog-timeline";

    // Nothing here depends on time, and a record without a timestamp must not stop the stream
    private static final TimestampExtractor NO_TIME = (record, partitionTime) -> Math.max(0, record.timestamp());

    private QueryTopology() {}

    /** The topology with these index stores. */
    public static Topology of(IndexStores indexStores) {
        Topology topology = new Topology();
        topology.addReadOnlyStateStore(
                indexStores,
                "read-dialogs",
                NO_TIME,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.DIALOGS.topicName(),
                "index-dialogs",
                IndexProcessor::new);
        topology.addReadOnlyStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TIMELINE), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled(),
                "read-timeline",
                NO_TIME,
                Serdes.Bytes().deserializer(),
                new ByteArrayDeserializer(),
                Topic.DIALOG_TIMELINE.topicName(),
                "store-timeline",
                TimelineProcessor::new);
        return topology;
    }

    /** Writes what arrives to the index, and lets the index be seen once it is active. */
    private static final class IndexProcessor implements Processor<byte[], byte[], Void, Void> {
        private @Nullable IndexStore store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            IndexStore restored = context.getStateStore(INDEX);
            restored.serve();
            store = restored;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (store != null) {
                store.apply(record.key(), record.value());
            }
        }
    }

    /** Writes what arrives to the store as it is: values are decoded when they are asked for. */
    private static final class TimelineProcessor implements Processor<Bytes, byte[], Void, Void> {
        private @Nullable KeyValueStore<Bytes, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(TIMELINE);
        }

        @Override
        public void process(Record<Bytes, byte[]> record) {
            if (store != null && record.key() != null) {
                // A null value deletes
                store.put(record.key(), record.value());
            }
        }
    }
}
