package io.dialogpulse.query.store;

import io.dialogpulse.query.index.DialogHistory;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedSet;

/**
 * The rows and histories of some partitions as they were at a moment. Stays readable until it is closed, whatever is
 * rebalanced.
 */
public final class Snapshots implements AutoCloseable {
    private final SnapshotQuery rows;
    private final SnapshotQuery entries;
    private final SortedSet<Integer> partitions;

    /** @param partitions those of which both have a snapshot that may be shown */
    Snapshots(SnapshotQuery rows, SnapshotQuery entries, SortedSet<Integer> partitions) {
        this.rows = rows;
        this.entries = entries;
        this.partitions = partitions;
    }

    /** Which partitions they are. */
    public SortedSet<Integer> partitions() {
        return partitions;
    }

    /** Searches over all of them. */
    public DialogSearch search() throws IOException {
        return new DialogSearch(rows.snapshots(partitions), entries.snapshots(partitions));
    }

    /** Histories out of all of them. */
    public DialogHistory history() throws IOException {
        return new DialogHistory(entries.snapshots(partitions));
    }

    /**
     * All rows that had been applied by then are in them.
     *
     * @throws java.util.NoSuchElementException if there are none
     */
    public Instant asOf() {
        return rows.snapshots(partitions).stream()
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
