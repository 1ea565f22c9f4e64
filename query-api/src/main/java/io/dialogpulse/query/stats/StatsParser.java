package io.dialogpulse.query.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.FilterRequest;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of {@code GET /stats}: its own, and any filter of the dialog list. */
public final class StatsParser {
    private static final String METRICS = "metrics";
    private static final String GROUP_BY = "groupBy";
    private static final String ON = "on";
    private static final String WITHIN = "within";
    private static final List<Column> TIMES = List.of(Column.CREATED_AT, Column.CLOSED_AT);
    private static final String UNIT = "Ms";

    private final ListParser filters;

    public StatsParser(ListParser filters) {
        this.filters = filters;
    }

    /**
     * Reads a query string.
     *
     * @param parameters decoded values by name
     * @param view what was written as JSON earlier; its filters hold too
     * @throws InvalidRequest with everything that is wrong
     */
    public StatsRequest parse(Map<String, List<String>> parameters, JsonNode view) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, List<String>> rest = new HashMap<>(parameters);
        List<Column> durations = several(METRICS, rest.remove(METRICS), StatsParser::duration, errors);
        List<Dimension> groupBy = several(GROUP_BY, rest.remove(GROUP_BY), Dimension::named, errors);
        if (groupBy.size() > StatsQuestion.MAX_DIMENSIONS) {
            errors.add(new FieldError(
                    GROUP_BY, "names " + groupBy.size() + " dimensions, not at most " + StatsQuestion.MAX_DIMENSIONS));
        }
        Column on = single(ON, rest.remove(ON), errors)
                .flatMap(name -> time(name, errors))
                .orElse(Column.CREATED_AT);
        OptionalLong within = single(WITHIN, rest.remove(WITHIN), errors)
                .map(text -> limit(text, errors))
                .orElse(OptionalLong.empty());
        FilterRequest filter = filters.filters(rest, view, errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new StatsRequest(
                new StatsQuestion(
                        filter.filter(),
                        durations.isEmpty() ? durations() : durations,
                        groupBy,
                        filter.zone(),
                        on,
                        within),
                filter.partial());
    }

    /** The columns of durations that can be summed up: all but the target, which is wanted and did not happen. */
    static List<Column> durations() {
        return Arrays.stream(Column.values())
                .filter(column -> column.kind() == Column.Kind.DURATION && column != Column.TARGET_MS)
                .toList();
    }

    /** What a column of durations is called in statistics: {@code firstResponse}. */
    public static String metricOf(Column column) {
        String name = column.apiName();
        return name.substring(0, name.length() - UNIT.length());
    }

    private static Optional<Column> duration(String name) {
        return durations().stream()
                .filter(column -> metricOf(column).equals(name))
                .findFirst();
    }

    private static Optional<Column> time(String name, List<FieldError> errors) {
        Optional<Column> column =
                TIMES.stream().filter(time -> time.apiName().equals(name)).findFirst();
        if (column.isEmpty()) {
            errors.add(new FieldError(
                    ON,
                    "is \"" + name + "\", not "
                            + TIMES.stream().map(Column::apiName).collect(Collectors.joining(" or "))));
        }
        return column;
    }

    private static OptionalLong limit(String text, List<FieldError> errors) {
        try {
            Duration limit = Duration.parse(text);
            if (!limit.isNegative()) {
                return OptionalLong.of(limit.toMillis());
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Named below
        }
        errors.add(new FieldError(WITHIN, "is \"" + text + "\", no ISO-8601 duration like PT1M"));
        return OptionalLong.empty();
    }

    private static Optional<String> single(String name, @Nullable List<String> texts, List<FieldError> errors) {
        if (texts == null) {
            return Optional.empty();
        }
        if (texts.size() > 1) {
            errors.add(new FieldError(name, "is given " + texts.size() + " times"));
            return Optional.empty();
        }
        return Optional.of(texts.getFirst());
    }

    private static <T> List<T> several(
            String name, @Nullable List<String> texts, Function<String, Optional<T>> byName, List<FieldError> errors) {
        List<T> several = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            for (String part : text.split(",", -1)) {
                Optional<T> one = byName.apply(part);
                if (one.isEmpty()) {
                    errors.add(new FieldError(name, "does not know \"" + part + "\""));
                } else if (several.contains(one.get())) {
                    errors.add(new FieldError(name, "names " + part + " twice"));
                } else {
                    several.add(one.get());
                }
            }
        }
        return several;
    }
}
