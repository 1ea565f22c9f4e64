package io.dialogpulse.query.store;

import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.query.Query;

/**
 * Collects a snapshot of every partition that is asked. They are closed with the query, so that none is lost when one
 * partition of many fails.
 */
final class SnapshotQuery implements Query<Boolean>, AutoCloseable {
    /**
     * One partition's snapshot.
     *
     * @param serving which time it is that the store is active, see {@link IndexStore#serve}
     */
    record Taken(IndexSnapshot snapshot, long serving) {}

    private final SortedMap<Integer, Taken> taken = new TreeMap<>();

    void add(int partition, IndexSnapshot snapshot, long serving) {
        taken.put(partition, new Taken(snapshot, serving));
    }

    SortedMap<Integer, Taken> taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        IndexSnapshot.closeAll(taken.values().stream().map(Taken::snapshot).toList());
    }
}
