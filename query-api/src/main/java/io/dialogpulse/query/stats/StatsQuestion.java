package io.dialogpulse.query.stats;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/**
 * A question for statistics, resolved and bounded by the caller's rights. Any number of partitions answer it alike, and
 * the answers add up.
 *
 * @param durations the columns whose durations are summed up
 * @param groupBy at most {@link #MAX_DIMENSIONS}; empty: all in one group
 * @param zone where periods begin
 * @param on the time whose period is meant, {@code createdAt} or {@code closedAt}; rows without it count nowhere
 * @param within the limit in milliseconds whose share is asked for
 */
public record StatsQuestion(
        Filter filter, List<Column> durations, List<Dimension> groupBy, ZoneId zone, Column on, OptionalLong within) {
    /** The most dimensions. */
    public static final int MAX_DIMENSIONS = 3;

    public StatsQuestion {
        durations = List.copyOf(durations);
        groupBy = List.copyOf(groupBy);
    }

    /** The same about other rows. */
    public StatsQuestion matching(Filter other) {
        return new StatsQuestion(other, durations, groupBy, zone, on, within);
    }
}
