package io.dialogpulse.query.index;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.stats.Group;
import io.dialogpulse.query.stats.Group.Count;
import org.jspecify.annotations.Nullable;

/** What a row adds to the counts of statistics, in one number: to read seven columns of it takes most of the time. */
final class PackedCounts {
    static final String FIELD = "_counts";

    private static final int ANSWERED = 1;
    private static final int CLOSED = 1 << 1;
    private static final int REOPENED = 1 << 2;
    private static final int SPAM = 1 << 3;
    private static final int CLIENT_RATING = 4;
    private static final int MANAGER_RATING = 7;
    private static final int RESPONSES = 10;
    private static final int RATING = 0b111;

    private PackedCounts() {}

    static long of(DialogRow row) {
        return (row.getOperatorRepliedAt() == null ? 0 : ANSWERED)
                | (row.getClosedAt() == null ? 0 : CLOSED)
                | (row.getReopenCount() == 0 ? 0 : REOPENED)
                | (row.getSpam() ? SPAM : 0)
                | rating(row.getClientRating()) << CLIENT_RATING
                | rating(row.getManagerRating()) << MANAGER_RATING
                | row.getResponseCount() << RESPONSES;
    }

    /** 1 to 5; 0 for none. */
    private static long rating(@Nullable Integer rating) {
        return rating == null ? 0 : rating;
    }

    /** Counts a row in. */
    static void add(long counts, Group group) {
        group.count(Count.CREATED, 1);
        group.count(Count.ANSWERED, counts & ANSWERED);
        group.count(Count.CLOSED, (counts & CLOSED) >> 1);
        group.count(Count.REOPENED, (counts & REOPENED) >> 2);
        group.count(Count.SPAM, (counts & SPAM) >> 3);
        group.count(Count.RESPONSES, counts >> RESPONSES);
        long byClient = counts >> CLIENT_RATING & RATING;
        if (byClient != 0) {
            group.rateByClient(byClient);
        }
        long byManager = counts >> MANAGER_RATING & RATING;
        if (byManager != 0) {
            group.rateByManager(byManager);
        }
    }
}
