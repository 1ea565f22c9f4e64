package io.dialogpulse.query.store;

import io.dialogpulse.query.index.DialogHistory;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The rows and histories of some partitions as they were at a moment. Stays readable until it is closed, whatever is
 * rebalanced.
 */
public final class Snapshots implements AutoCloseable {
    private final SnapshotQuery rows;
    private final SnapshotQuery entries;

    Snapshots(SnapshotQuery rows, SnapshotQuery entries) {
        this.rows = rows;
        this.entries = entries;
    }

    /** Searches over all of them. */
    public DialogSearch search() throws IOException {
        return new DialogSearch(rows.snapshots(), entries.snapshots());
    }

    /** Histories out of all of them. */
    public DialogHistory history() throws IOException {
        return new DialogHistory(entries.snapshots());
    }

    /** All rows that had been applied by then are in them. */
    public Instant asOf() {
        return oldest(rows.snapshots());
    }

    /** All entries of histories that had been applied by then are in them. */
    public Instant historyAsOf() {
        return oldest(entries.snapshots());
    }

    private static Instant oldest(List<IndexSnapshot> snapshots) {
        return snapshots.stream()
                .map(IndexSnapshot::asOf)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            entries.close();
        }
    }
}
