package io.dialogpulse.query.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads whole numbers and durations as they are asked for. */
final class NumberText {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private NumberText() {}

    /** A whole number; empty if it is none. */
    static Optional<Span> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Span.of(Long.parseLong(text))) : Optional.empty();
    }

    /** The milliseconds of an ISO-8601 duration; empty if it is none. */
    static Optional<Span> duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            // Duration.toMillis would round a negative one up
            long floor = Math.addExact(
                    Math.multiplyExact(duration.getSeconds(), MILLIS_PER_SECOND), duration.getNano() / NANOS_PER_MILLI);
            boolean exact = duration.getNano() % NANOS_PER_MILLI == 0;
            return Optional.of(new Span(exact ? floor : floor + 1, floor + 1));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
