package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.Search;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

/** An instance of the app: this one, or another that is asked over the network. */
interface Instance {
    /**
     * Asks these partitions.
     *
     * @param patience how long the answer may take; this instance itself does not need it
     * @return fails with an {@link IOException} if the instance does not answer, with an
     *     {@link io.dialogpulse.query.search.InvalidRequest} if it refuses the question
     * @throws IOException if this instance's own disk fails: waiting would not help
     */
    <A> CompletableFuture<Reply<A>> ask(Question<A> question, SortedSet<Integer> partitions, Duration patience)
            throws IOException;

    /**
     * Opens all rows that match, of those of these partitions that the instance has. The caller closes them.
     *
     * @param patience how long it may take; this instance itself does not need it
     * @return empty if it has none of them, or does not answer
     * @throws IOException if this instance's own disk fails: waiting would not help
     */
    Optional<RowSource> open(Search search, SortedSet<Integer> partitions, Duration patience) throws IOException;
}
