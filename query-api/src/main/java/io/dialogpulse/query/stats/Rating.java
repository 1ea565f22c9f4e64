package io.dialogpulse.query.stats;

/** Ratings of a group. */
public record Rating(long count, long sum) {
    /** No rating yet. */
    public static final Rating NONE = new Rating(0, 0);

    Rating plus(Rating other) {
        return new Rating(count + other.count, sum + other.sum);
    }
}
