package io.dialogpulse.query.store;

import io.dialogpulse.query.index.DialogHistory;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rows and histories of some partitions as they were at a moment. Stays readable until it is closed, whatever is
 * rebalanced.
 */
public final class Snapshots implements AutoCloseable {
    private final SortedMap<Integer, IndexSnapshot> rows;
    private final SortedMap<Integer, IndexSnapshot> entries;
    private final AutoCloseable
}
