package io.dialogpulse.query.index;

import io.dialogpulse.query.search.SearchTimeout;
import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** When a search, with all that it consists of, must be over. */
final class Deadline implements QueryTimeout {
    private final Duration limit;
    private final long begin = System.nanoTime();

    /** The time begins to run now. */
    Deadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public boolean shouldExit() {
        return System.nanoTime() - begin > limit.toNanos();
    }

    /** Ends a search that has taken too long; what it has found by then would pass for all there is. */
    void require() {
        if (shouldExit()) {
            throw exceeded();
        }
    }

    SearchTimeout exceeded() {
        return new SearchTimeout(limit);
    }
}
