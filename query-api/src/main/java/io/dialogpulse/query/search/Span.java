package io.dialogpulse.query.search;

import java.time.Instant;

/**
 * The whole numbers that a value as it was written stands for: one for a number, none for a time between two
 * milliseconds, many for a day.
 *
 * @param first the least that is not below the value
 * @param next the least that is above it
 */
record Span(long first, long next) {
    static Span of(long number) {
        return new Span(number, number + 1);
    }

    /** A time in milliseconds. */
    static Span of(Instant time) {
        long floor = time.toEpochMilli();
        return new Span(Instant.ofEpochMilli(floor).equals(time) ? floor : floor + 1, floor + 1);
    }
}
