package io.dialogpulse.query.store;

import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.query.Query;

/**
 * Collects a snapshot of every partition that is asked. They are closed with the query, so that none is lost when one
 * partition of many fails.
 */
final class SnapshotQuery implements Query<Boolean>, AutoCloseable {
    private final List<IndexSnapshot> snapshots = new ArrayList<>();

    void add(IndexSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    List<IndexSnapshot> snapshots() {
        return snapshots;
    }

    @Override
    public void close() throws IOException {
        IndexSnapshot.closeAll(snapshots);
    }
}
