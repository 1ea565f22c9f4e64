package io.dialogpulse.core.rollup;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sum of contributions. A contribution is taken back as it was added, so the sum follows dialogs that change; only a
 * maximum that is taken back leaves the next one unknown ({@link #exact}).
 *
 * <p>Mutable, not thread-safe.
 */
public final class Rollup {
    private final Map<DurationColumn, DurationSummary> durations = new EnumMap<>(DurationColumn.class);
    private long dialogs;
    private long answered;
    private long closed;
    private long spam;
    private long reopened;
    private long ratingCount;
    private long ratingSum;
    private long responses;

    /** A rollup of nothing. */
    public Rollup() {
        for (DurationColumn column : DurationColumn.values()) {
            durations.put(column, new DurationSummary());
        }
    }

    /**
     * Puts a dialog's new contribution in the place of its old one.
     *
     * @param old null if the dialog was not in this rollup
     * @param current null if it is not any more
     */
    public void replace(@Nullable Contribution old, @Nullable Contribution current) {
        if (old != null) {
            count(old, -1);
            old.durations().forEach((column, millis) -> summary(column).remove(millis));
        }
        if (current != null) {
            count(current, 1);
            current.durations().forEach((column, millis) -> summary(column).add(millis));
        }
    }

    /** Whether all is known: if not, this rollup has to be summed up anew. */
    public boolean exact() {
        return durations.values().stream().allMatch(DurationSummary::exact);
    }

    /** One of the nine durations. */
    public DurationSummary summary(DurationColumn column) {
        DurationSummary summary = durations.get(column);
        if (summary == null) {
            throw new IllegalStateException("no summary of " + column);
        }
        return summary;
    }

    /** Number of dialogs. */
    public long dialogs() {
        return dialogs;
    }

    /** Dialogs that an operator answered. */
    public long answered() {
        return answered;
    }

    /** Dialogs that are closed, spam included. */
    public long closed() {
        return closed;
    }

    /** Dialogs that are spam. */
    public long spam() {
        return spam;
    }

    /** Dialogs that the client reopened. */
    public long reopened() {
        return reopened;
    }

    /** Dialogs that the client rated. */
    public long ratingCount() {
        return ratingCount;
    }

    /** Sum of these ratings. */
    public long ratingSum() {
        return ratingSum;
    }

    /** Number of answered questions of all dialogs. */
    public long responses() {
        return responses;
    }

    private void count(Contribution dialog, int sign) {
        dialogs += sign;
        answered += dialog.answered() ? sign : 0;
        closed += dialog.closed() ? sign : 0;
        spam += dialog.spam() ? sign : 0;
        reopened += dialog.reopened() ? sign : 0;
        responses += sign * dialog.responses();
        if (dialog.rating() != null) {
            ratingCount += sign;
            ratingSum += sign * dialog.rating();
        }
    }
}
