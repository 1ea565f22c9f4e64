package io.dialogpulse.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the ends of ranges together that hold at once; what is wrong with them goes to {@code errors}. */
final class RangeReader {
    private static final String EXISTS = "exists";
    private static final String ENDS =
            Arrays.stream(Bound.values()).map(bound -> "." + bound.symbol()).collect(Collectors.joining(", "));

    private final String path;
    private final TimeText times;
    private final List<FieldError> errors;
    private final Map<Column, Range> ranges = new EnumMap<>(Column.class);

    RangeReader(String path, TimeText times, List<FieldError> errors) {
        this.path = path;
        this.times = times;
        this.errors = errors;
    }

    private static final class Range {
        private final String name;
        private long min = Long.MIN_VALUE;
        private long max = Long.MAX_VALUE;
        private boolean bounded;
        private @Nullable Boolean exists;

        Range(String name) {
            this.name = name;
        }
    }

    /** Adds {@code createdAt.gte} or {@code createdAt.exists}. */
    void add(String name, Given given) {
        int dot = name.lastIndexOf('.');
        String filterName = dot < 0 ? name : name.substring(0, dot);
        Optional<ListFilter> filter =
                ListFilter.named(filterName).filter(known -> known.type().isRange());
        if (filter.isEmpty()) {
            errors.add(new FieldError(path + name, "is no parameter of this list"));
            return;
        }
        String end = name.substring(dot + 1);
        Optional<Bound> bound = Arrays.stream(Bound.values())
                .filter(one -> one.symbol().equals(end))
                .findFirst();
        if (dot < 0 || (bound.isEmpty() && !end.equals(EXISTS))) {
            errors.add(new FieldError(path + name, "needs one of " + ENDS + ", ." + EXISTS + " behind " + filterName));
            return;
        }
        Range range = ranges.computeIfAbsent(filter.get().column(), column -> new Range(path + filterName));
        Optional<String> text = Settings.single(path + name, given, errors);
        if (bound.isPresent()) {
            text.flatMap(value -> span(path + name, filter.get(), value))
                    .ifPresent(span -> bound(range, filter.get(), bound.get(), span));
        } else {
            text.flatMap(value -> Settings.flag(path + name, value, errors)).ifPresent(yes -> exists(range, yes));
        }
    }

    private Optional<Span> span(String name, ListFilter filter, String text) {
        return switch (filter.type()) {
            case TIME_RANGE ->
                or(times.parse(text), name, text, "is no time", TimeText.GRAMMAR + "; a + in a URL is written %2B");
            case DURATION_RANGE, AGE_DURATION_RANGE, LEFT_DURATION_RANGE ->
                or(
                        NumberText.duration(text),
                        name,
                        text,
                        "is no ISO-8601 duration",
                        "PT1M30S, P2DT12H; " + filter.name() + "Ms takes milliseconds");
            default -> or(NumberText.whole(text), name, text, "is no whole number", "-5, 0, 42");
        };
    }

    private Optional<Span> or(Optional<Span> span, String name, String text, String objection, String grammar) {
        if (span.isEmpty()) {
            errors.add(new FieldError(name, objection + ": \"" + text + "\" (" + grammar + ")"));
        }
        return span;
    }

    private void bound(Range range, ListFilter filter, Bound bound, Span span) {
        range.bounded = true;
        long end = bound.inclusive(span);
        boolean lower = bound.isLower();
        switch (filter.type()) {
            case AGE_WHOLE_RANGE, AGE_DURATION_RANGE -> {
                // The longer the age, the earlier the time
                end = saturatedSubtract(times.now().toEpochMilli(), end);
                lower = !lower;
            }
            case LEFT_WHOLE_RANGE, LEFT_DURATION_RANGE ->
                end = saturatedAdd(times.now().toEpochMilli(), end);
            default -> {
                // The end is what was asked for
            }
        }
        if (lower) {
            range.min = Math.max(range.min, end);
        } else {
            range.max = Math.min(range.max, end);
        }
    }

    private static long saturatedSubtract(long from, long subtrahend) {
        long difference = from - subtrahend;
        boolean overflow = ((from ^ subtrahend) & (from ^ difference)) < 0;
        return overflow ? (from < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }

    private static long saturatedAdd(long one, long other) {
        long sum = one + other;
        boolean overflow = ((one ^ sum) & (other ^ sum)) < 0;
        return overflow ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    private void exists(Range range, boolean yes) {
        if (range.exists != null && range.exists != yes) {
            errors.add(new FieldError(range.name, "cannot both exist and not exist"));
        }
        range.exists = yes;
    }

    /** One filter for each column, in a fixed order. */
    List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        ranges.forEach((column, range) -> {
            if (range.bounded && range.min > range.max) {
                errors.add(new FieldError(range.name, "is an empty range: its upper end lies below its lower end"));
            }
            if (range.bounded && Boolean.FALSE.equals(range.exists)) {
                errors.add(new FieldError(range.name, "cannot lie in a range and not exist"));
            }
            if (range.bounded) {
                filters.add(new Filter.Between(column, range.min, range.max));
            } else if (range.exists != null) {
                Filter present = new Filter.Present(column);
                filters.add(range.exists ? present : new Filter.Not(present));
            }
        });
        return filters;
    }
}
