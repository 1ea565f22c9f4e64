package io.dialogpulse.streams.store;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What is known of a partition as a whole. Not thread-safe, as a task is not. */
public final class PartitionFacts {
    // Named after the first fact that was kept in it: a store is found by its name.
    private static final String NAME = "numbers";
    private static final String LAST_NUMBER = "last";
    private static final String METRICS_COMPLETE = "metrics-complete";

    private final KeyValueStore<String, Long> store;
    private final int partition;
    private final int stride;

    /**
     * The store of the context's task.
     *
     * @param partitions number of partitions of the dialog topics: numbers of one partition are that far apart
     */
    public PartitionFacts(ProcessorContext<?, ?> context, int partitions) {
        this.store = context.getStateStore(NAME);
        this.partition = context.taskId().partition();
        this.stride = partitions;
    }

    /** On disk, so that a restart does not read its changelog. */
    public static StoreBuilder<KeyValueStore<String, Long>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.Long())
                .withCachingEnabled();
    }

    /** The next number of a dialog: unique over all partitions, ascending in each. */
    public long nextNumber() {
        Long last = store.get(LAST_NUMBER);
        long seen = last == null ? 0 : last;
        store.put(LAST_NUMBER, seen + 1);
        return seen * stride + partition + 1;
    }

    /** Whether every dialog of the partition is in the responses and the rollups, from which moment on they keep up. */
    public boolean metricsComplete() {
        return store.get(METRICS_COMPLETE) != null;
    }

    /** Keeps that every dialog is in the responses and the rollups. */
    public void noteMetricsComplete() {
        store.put(METRICS_COMPLETE, 1L);
    }
}
