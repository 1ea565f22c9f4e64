package io.dialogpulse.query.store;

import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;

/** The rows of some partitions as they were at a moment. Stays readable until it is closed, whatever is rebalanced. */
public final class Snapshots implements AutoCloseable {
    private final SnapshotQuery query;

    Snapshots(SnapshotQuery query) {
        this.query = query;
    }

    /** Searches over all of them. */
    public DialogSearch search() throws IOException {
        return new DialogSearch(query.snapshots());
    }

    /** Everything that had been applied by then is in them. */
    public Instant asOf() {
        return query.snapshots().stream()
                .map(IndexSnapshot::asOf)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        query.close();
    }
}
