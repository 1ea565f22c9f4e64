package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.store.PartitionsUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Opens the rows of partitions wherever they are. All of them at the same time, or none: what was opened while others
 * were being moved would be older than the rest.
 */
final class Opening {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Owners owners;
    private final Duration patience;

    /** @param patience how long partitions that are being moved are waited for */
    Opening(Owners owners, Duration patience) {
        this.owners = owners;
        this.patience = patience;
    }

    /**
     * Sources with each of the partitions in exactly one of them; the caller closes them.
     *
     * @throws PartitionsUnavailable if some do not answer in time
     */
    List<RowSource> open(Search search, SortedSet<Integer> partitions) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<RowSource> sources = new ArrayList<>();
            SortedSet<Integer> missing = new TreeSet<>(partitions);
            boolean complete = false;
            try {
                for (var owner : owners.of(partitions).entrySet()) {
                    Optional<RowSource> source = owner.getKey().open(search, owner.getValue(), patience);
                    if (source.isPresent()) {
                        sources.add(source.get());
                        missing.removeAll(source.get().partitions());
                    }
                }
                complete = missing.isEmpty();
            } finally {
                if (!complete) {
                    RowStream.closeAll(sources);
                }
            }
            if (complete) {
                return sources;
            }
            if (System.nanoTime() >= deadline) {
                throw new PartitionsUnavailable(missing);
            }
            pause(missing);
        }
    }

    private static void pause(SortedSet<Integer> missing) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsUnavailable(missing);
        }
    }
}
