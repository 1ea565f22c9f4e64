package io.dialogpulse.query.store;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Two topics, each kept in an index that is restored from the topic itself, the views that users save, and the requests
 * that are to be done once.
 */
public final class QueryTopology {
    /** The store of {@code dialogs}. */
    public static final String ROWS = "dialog-index";
    /** The store of {@code dialog-timeline}. */
    public static final String ENTRIES = "timeline-index";

    private static final String INDEX_ROWS = "index-dialogs";

    // Nothing here depends on time, and a record without a timestamp must not stop the stream
    private static final TimestampExtractor NO_TIME = (record, partitionTime) -> Math.max(0, record.timestamp());

    private QueryTopology() {}

    /** The topology with these stores. */
    public static Topology of(
            IndexStores<DialogRow> rows,
            IndexStores<TimelineEntry> entries,
            AppliedOffsets appliedViews,
            AppliedOffsets appliedRequests) {
        Topology topology = new Topology();
        add(topology, rows, Topic.DIALOGS, "read-dialogs", INDEX_ROWS);
        add(topology, entries, Topic.DIALOG_TIMELINE, "read-timeline", "index-timeline");
        // Searches join rows with messages: this keeps those of a partition in one task, so on one instance
        topology.connectProcessorAndStateStores(INDEX_ROWS, ENTRIES);
        GlobalViews.add(topology, NO_TIME, appliedViews);
        GlobalRequests.add(topology, NO_TIME, appliedRequests);
        return topology;
    }

    private static <T> void add(
            Topology topology, IndexStores<T> stores, Topic topic, String source, String processor) {
        topology.addReadOnlyStateStore(
                stores,
                source,
                NO_TIME,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.topicName(),
                processor,
                () -> new IndexProcessor(stores.name()));
    }

    /** Writes what arrives to the index, and lets the index be seen once it is active. */
    private static final class IndexProcessor implements Processor<byte[], byte[], Void, Void> {
        private final String storeName;
        private @Nullable IndexStore<?> store;

        IndexProcessor(String storeName) {
            this.storeName = storeName;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            IndexStore<?> restored = context.getStateStore(storeName);
            restored.serve();
            store = restored;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (store != null) {
                store.apply(record.key(), record.value());
            }
        }

        // Before the partition goes to another instance, or becomes a standby here
        @Override
        public void close() {
            if (store != null) {
                store.stopServing();
            }
        }
    }
}
