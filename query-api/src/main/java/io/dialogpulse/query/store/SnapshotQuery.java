package io.dialogpulse.query.store;

import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.query.Query;

/**
 * Collects a snapshot of every partition that is asked. They are closed with the query, so that none is lost when one
 * partition of many fails.
 */
final class SnapshotQuery implements Query<Boolean>, AutoCloseable {
    /**
     * One partition's snapshot.
     *
     * @param term of the store, see {@link IndexStore#serve}
     */
    record Taken(IndexSnapshot snapshot, long term) {}

    private final SortedMap<Integer, Taken> taken = new TreeMap<>();

    void add(int partition, IndexSnapshot snapshot, long term) {
        taken.put(partition, new Taken(snapshot, term));
    }

    SortedSet<Integer> partitions() {
        return new TreeSet<>(taken.keySet());
    }

    Taken taken(int partition) {
        return Objects.requireNonNull(taken.get(partition));
    }

    List<IndexSnapshot> snapshots(SortedSet<Integer> partitions) {
        return partitions.stream().map(partition -> taken(partition).snapshot()).toList();
    }

    @Override
    public void close() throws IOException {
        IndexSnapshot.closeAll(taken.values().stream().map(Taken::snapshot).toList());
    }
}
