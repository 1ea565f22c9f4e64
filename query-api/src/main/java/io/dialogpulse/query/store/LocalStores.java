package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Partitioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;

/**
 * The stores of this instance. Every question names its partitions, and is answered by all of them or fails: a part of
 * the rows is never passed off as all.
 */
public final class LocalStores {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final KafkaStreams streams;
    private final SortedSet<Integer> partitions;
    private final Duration patience;

    /**
     * @param partitions how many the dialog topics have
     * @param patience how long to wait for partitions that are being moved
     */
    public LocalStores(KafkaStreams streams, int partitions, Duration patience) {
        this.streams = streams;
        this.partitions = IntStream.range(0, partitions).boxed().collect(Collectors.toCollection(TreeSet::new));
        this.patience = patience;
    }

    /**
     * All partitions; the caller closes them.
     *
     * @throws PartitionsUnavailable if a partition cannot be asked
     */
    public Snapshots everything() throws IOException {
        return snapshots(partitions, patience);
    }

    /** The partition in which this dialog is; the caller closes it. */
    public Snapshots around(String dialogId) throws IOException {
        return snapshots(only(partitionOf(dialogId)), patience);
    }

    /**
     * All partitions, if they can be asked; waits for none. The caller closes them.
     *
     * @throws PartitionsUnavailable if a partition cannot be asked
     */
    public Snapshots everythingAtOnce() throws IOException {
        return snapshots(partitions, Duration.ZERO);
    }

    private Snapshots snapshots(SortedSet<Integer> wanted, Duration wait) throws IOException {
        SnapshotQuery rows = snapshots(QueryTopology.ROWS, wanted, wait);
        boolean complete = false;
        try {
            Snapshots both = new Snapshots(rows, snapshots(QueryTopology.ENTRIES, wanted, wait));
            complete = true;
            return both;
        } finally {
            if (!complete) {
                rows.close();
            }
        }
    }

    private SnapshotQuery snapshots(String store, SortedSet<Integer> wanted, Duration wait) throws IOException {
        Deque<SnapshotQuery> attempts = new ArrayDeque<>();
        try {
            ask(
                    store,
                    () -> {
                        attempts.addLast(new SnapshotQuery());
                        return attempts.getLast();
                    },
                    wanted,
                    wait);
            return attempts.removeLast();
        } finally {
            // Incomplete attempts have collected snapshots too
            for (SnapshotQuery attempt : attempts) {
                attempt.close();
            }
        }
    }

    private int partitionOf(String dialogId) {
        return Partitioning.of(dialogId.getBytes(StandardCharsets.UTF_8), partitions.size());
    }

    private static SortedSet<Integer> only(int partition) {
        return new TreeSet<>(Set.of(partition));
    }

    private <R> StateQueryResult<R> ask(
            String store, Supplier<Query<R>> query, SortedSet<Integer> wanted, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            StateQueryResult<R> answer = once(store, query.get(), wanted);
            SortedSet<Integer> missing = missing(store, answer, wanted);
            if (missing.isEmpty()) {
                return answer;
            }
            if (System.nanoTime() >= deadline) {
                throw new PartitionsUnavailable(store, missing, null);
            }
            pause(store, missing);
        }
    }

    private <R> StateQueryResult<R> once(String store, Query<R> query, SortedSet<Integer> wanted) {
        try {
            return streams.query(StateQueryRequest.inStore(store)
                    .withQuery(query)
                    .withPartitions(wanted)
                    // Else a partition that is being restored would answer with the part that it has
                    .requireActive());
        } catch (InvalidStateStoreException e) {
            // Not started yet, stopped already, or closed by a rebalance while it was asked
            throw new PartitionsUnavailable(store, wanted, e);
        }
    }

    private static <R> SortedSet<Integer> missing(String store, StateQueryResult<R> answer, SortedSet<Integer> wanted) {
        SortedSet<Integer> missing = new TreeSet<>();
        for (int partition : wanted) {
            QueryResult<R> result = answer.getPartitionResults().get(partition);
            if (result == null) {
                missing.add(partition);
            } else if (result.isFailure()) {
                FailureReason reason = result.getFailureReason();
                if (reason != FailureReason.NOT_ACTIVE && reason != FailureReason.NOT_PRESENT) {
                    throw new IllegalStateException("partition " + partition + " of " + store + " cannot answer: "
                            + reason + ", " + result.getFailureMessage());
                }
                missing.add(partition);
            }
        }
        return missing;
    }

    private static void pause(String store, SortedSet<Integer> missing) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsUnavailable(store, missing, e);
        }
    }
}
