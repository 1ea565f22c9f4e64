package io.dialogpulse.query.store;

import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import io.dialogpulse.query.index.PartitionIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The last changes of a partition's rows, in the order in which searches came to see them, each with the row that was
 * seen before. It is kept only while somebody asks for it, and begins anew whenever the store does.
 */
public final class ChangeLog {
    private static final Duration KEPT_UNASKED = Duration.ofMinutes(2);

    private final int capacity;
    private final InstantSource clock;
    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private Set<String> written = new HashSet<>();
    private Instant asked = Instant.MIN;
    private long epoch;
    private boolean recording;
    private volatile Mark seen = Mark.UNKNOWN;

    /** @param capacity the most changes to keep; none are ever kept with 0 */
    ChangeLog(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * A place between the changes of a partition.
     *
     * @param epoch which log it is a place in; 0 if there is none
     * @param sequence how many changes come before
     */
    public record Mark(long epoch, long sequence) {
        /** No place. */
        public static final Mark UNKNOWN = new Mark(0, 0);

        /** Whether it is a place at all. */
        public boolean known() {
            return epoch != UNKNOWN.epoch;
        }
    }

    /**
     * A row was written.
     *
     * @param before what was seen of it before, as it stands in the topic; empty if it was not there
     */
    public record Change(long sequence, String dialogId, Optional<byte[]> before) {}

    /** Forgets everything: the store is opened, or given away. */
    synchronized void reset() {
        changes.clear();
        written = new HashSet<>();
        recording = false;
        seen = Mark.UNKNOWN;
    }

    /** A row was written; nobody sees it yet. */
    synchronized void applied(String dialogId) {
        if (recording) {
            written.add(dialogId);
        }
    }

    /** Lets searches see what was written, and remembers what that changes for them. */
    void refresh(PartitionIndex<?> index) throws IOException {
        Set<String> certain = beginRefresh();
        Optional<IndexSnapshot> before = index.snapshot();
        if (before.isEmpty()) {
            return;
        }
        boolean refreshed = false;
        try (IndexSnapshot old = before.get()) {
            index.refresh();
            refreshed = true;
            remember(rows(written(certain), old));
        } finally {
            if (!refreshed) {
                putBack(certain);
            }
        }
    }

    private synchronized Set<String> beginRefresh() {
        boolean wanted = capacity > 0 && clock.instant().isBefore(asked.plus(KEPT_UNASKED));
        if (recording && !wanted) {
            reset();
        }
        recording = wanted;
        Set<String> certain = written;
        written = new HashSet<>();
        return certain;
    }

    private synchronized void putBack(Set<String> certain) {
        written.addAll(certain);
    }

    /** What was written while the index was reopened is seen now or the next time: it counts both times. */
    private synchronized Set<String> written(Set<String> certain) {
        certain.addAll(written);
        return certain;
    }

    /** Without the lock, which would hold up the stream. */
    private SequencedMap<String, Optional<byte[]>> rows(Set<String> dialogIds, IndexSnapshot old) throws IOException {
        SequencedMap<String, Optional<byte[]>> rows = new LinkedHashMap<>();
        DialogSearch search = new DialogSearch(List.of(old), List.of());
        for (String dialogId : dialogIds) {
            rows.put(dialogId, dialogIds.size() > capacity ? Optional.empty() : search.row(dialogId));
        }
        return rows;
    }

    private synchronized void remember(SequencedMap<String, Optional<byte[]>> before) {
        if (!recording) {
            return;
        }
        if (!seen.known()) {
            // Everything that was written before the log began is seen by now: it is complete from here on
            epoch = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            seen = new Mark(epoch, 0);
            return;
        }
        long sequence = seen.sequence();
        for (Map.Entry<String, Optional<byte[]>> row : before.entrySet()) {
            changes.add(new Change(++sequence, row.getKey(), row.getValue()));
        }
        // More at once than are kept are all forgotten: of those the rows before were not even looked up
        while (before.size() > capacity ? !changes.isEmpty() : changes.size() > capacity) {
            changes.remove();
        }
        seen = new Mark(epoch, sequence);
    }

    /** Up to where whoever takes a snapshot from now on sees the changes, at least. */
    Mark seen() {
        return seen;
    }

    /** Asks for the log to be kept. */
    synchronized void want() {
        asked = clock.instant();
    }

    /** The changes after a place, up to another; empty if they are not all known any more. */
    synchronized Optional<List<Change>> between(Mark from, Mark to) {
        if (!from.known() || from.epoch() != to.epoch() || to.epoch() != epoch || !seen.known()) {
            return Optional.empty();
        }
        List<Change> found = new ArrayList<>();
        for (Change change : changes) {
            if (change.sequence() > from.sequence() && change.sequence() <= to.sequence()) {
                found.add(change);
            }
        }
        return found.size() == Math.max(0, to.sequence() - from.sequence()) ? Optional.of(found) : Optional.empty();
    }
}
