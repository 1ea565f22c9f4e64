package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** This instance. Only so many questions are worked on at a time: more would take as long, and more memory. */
public final class LocalInstance implements Instance {
    private final LocalStores stores;
    private final Semaphore places;
    private final Duration queueing;
    private final Duration searchLimit;
    private final Decoder<DialogRow> rows;

    /**
     * @param places how many questions are worked on at a time
     * @param queueing how long a question waits for a place
     * @param searchLimit the longest that a search may take
     */
    public LocalInstance(
            LocalStores stores, int places, Duration queueing, Duration searchLimit, Decoder<DialogRow> rows) {
        this.stores = stores;
        this.places = new Semaphore(places, true);
        this.queueing = queueing;
        this.searchLimit = searchLimit;
        this.rows = rows;
    }

    @Override
    public <A> CompletableFuture<Reply<A>> ask(Question<A> question, SortedSet<Integer> partitions, Duration patience)
            throws IOException {
        return CompletableFuture.completedFuture(answer(question, partitions));
    }

    /**
     * The answer of those of the partitions that this instance has.
     *
     * @throws Overloaded if there was no place for the question in time
     */
    <A> Reply<A> answer(Question<A> question, SortedSet<Integer> partitions) throws IOException {
        if (question instanceof Presence) {
            // Costs nothing, and a crowd is no absence
            return work(question, partitions);
        }
        takePlace();
        try {
            return work(question, partitions);
        } finally {
            places.release();
        }
    }

    private <A> Reply<A> work(Question<A> question, SortedSet<Integer> partitions) throws IOException {
        try (Snapshots snapshots = stores.take(partitions)) {
            return snapshots.partitions().isEmpty()
                    ? Reply.none()
                    : new Reply<>(
                            snapshots.partitions(),
                            question.answer(snapshots, searchLimit),
                            snapshots.asOf().toEpochMilli());
        }
    }

    @Override
    public Optional<RowSource> open(Search search, SortedSet<Integer> partitions, Duration patience)
            throws IOException {
        Snapshots snapshots = stores.take(partitions);
        boolean opened = false;
        try {
            if (snapshots.partitions().isEmpty()) {
                return Optional.empty();
            }
            RowSource source = new LocalRows(snapshots, search, rows, searchLimit);
            opened = true;
            return Optional.of(source);
        } finally {
            if (!opened) {
                snapshots.close();
            }
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(queueing.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded("interrupted while waiting for a place", e);
        }
        throw new Overloaded("too many requests at a time, none was finished within " + queueing, null);
    }
}
