package io.dialogpulse.query.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** One end of a range of times, as whole milliseconds that still belong to the range. */
enum TimeBound {
    GTE,
    GT,
    LTE,
    LT;

    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");

    /** As it stands in a parameter's name: {@code createdAt.gte}. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    boolean isLower() {
        return this == GTE || this == GT;
    }

    /** Reads ISO-8601 with an offset, or epoch milliseconds; empty if it is neither. */
    OptionalLong parse(String text) {
        try {
            Instant time = MILLIS.matcher(text).matches()
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
            return OptionalLong.of(inclusive(time));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private long inclusive(Instant time) {
        long floor = time.toEpochMilli();
        // Rows have whole milliseconds: what lies between two of them excludes the one before.
        boolean between = Instant.ofEpochMilli(floor).isBefore(time);
        return switch (this) {
            case GTE -> between ? floor + 1 : floor;
            case GT -> floor + 1;
            case LTE -> floor;
            case LT -> between ? floor : floor - 1;
        };
    }
}
