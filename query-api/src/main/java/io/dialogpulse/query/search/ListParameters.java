package io.dialogpulse.query.search;

import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the query parameters of the dialog list. */
public final class ListParameters {
    private static final String NOBODY = "none";
    private static final char ANY_ENDING = '*';

    private final List<FieldError> errors = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final Map<String, List<String>> parameters;

    private ListParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads a request.
     *
     * @param parameters decoded values by name
     * @throws InvalidRequest with everything that is wrong
     */
    public static ListRequest parse(Map<String, List<String>> parameters) {
        return new ListParameters(parameters).parse();
    }

    private ListRequest parse() {
        // Fixed order, so that a cursor's fingerprint does not depend on the order of the parameters
        refuseUnknown();
        symbols("status", Column.STATUS, Status.values());
        symbols("detailedStatus", Column.DETAILED_STATUS, DetailedStatus.values());
        values("line", Column.LINE_ID);
        values("channel", Column.CHANNEL);
        operator();
        words("clientName", Column.CLIENT_NAME);
        times(Column.CREATED_AT);
        Sort sort = single("sort").map(text -> Sort.parse(text, errors)).orElse(Sort.DEFAULT);
        int limit = limit();
        Filter filter = new Filter.And(filters);
        // A cursor into a list that was not understood is no error of its own
        Optional<Cursor> after = errors.isEmpty()
                ? single("cursor").flatMap(text -> Cursor.decode(text, filter, sort, errors))
                : Optional.empty();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new ListRequest(filter, sort, limit, after);
    }

    private void refuseUnknown() {
        List<String> known = new ArrayList<>(List.of(
                "status", "detailedStatus", "line", "channel", "operator", "clientName", "sort", "limit", "cursor"));
        for (TimeBound bound : TimeBound.values()) {
            known.add(Column.CREATED_AT.apiName() + bound.suffix());
        }
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> errors.add(new FieldError(name, "is no parameter of this list")));
    }

    private void symbols(String name, Column column, Enum<?>[] symbols) {
        List<String> known = Arrays.stream(symbols)
                .map(Enum::name)
                .filter(symbol -> !symbol.equals("UNKNOWN"))
                .toList();
        SortedSet<String> values = severalOf(name);
        values.stream()
                .filter(value -> !known.contains(value))
                .forEach(value -> errors.add(
                        new FieldError(name, "has no value \"" + value + "\", but " + String.join(", ", known))));
        anyOf(column, values, false);
    }

    private void values(String name, Column column) {
        anyOf(column, severalOf(name), false);
    }

    private void operator() {
        SortedSet<String> values = severalOf("operator");
        boolean orNobody = values.remove(NOBODY);
        anyOf(Column.OPERATOR_ID, values, orNobody);
    }

    private void anyOf(Column column, SortedSet<String> values, boolean orAbsent) {
        if (!values.isEmpty() || orAbsent) {
            filters.add(new Filter.AnyOf(column, values, orAbsent));
        }
    }

    private void words(String name, Column column) {
        single(name).ifPresent(text -> {
            List<Filter.Word> words = Arrays.stream(text.strip().split("\\s+"))
                    .map(ListParameters::word)
                    .filter(word -> word.text().codePoints().anyMatch(Character::isLetterOrDigit))
                    .toList();
            if (words.isEmpty()) {
                errors.add(new FieldError(name, "has no word: \"" + text + "\""));
            } else {
                filters.add(new Filter.Words(column, words));
            }
        });
    }

    private static Filter.Word word(String text) {
        return text.charAt(text.length() - 1) == ANY_ENDING
                ? new Filter.Word(text.substring(0, text.length() - 1), true)
                : new Filter.Word(text, false);
    }

    private void times(Column column) {
        long min = Long.MIN_VALUE;
        long max = Long.MAX_VALUE;
        boolean bounded = false;
        for (TimeBound bound : TimeBound.values()) {
            String name = column.apiName() + bound.suffix();
            Optional<String> text = single(name);
            if (text.isEmpty()) {
                continue;
            }
            OptionalLong time = bound.parse(text.get());
            if (time.isEmpty()) {
                errors.add(new FieldError(
                        name,
                        "is neither ISO-8601 with an offset nor epoch milliseconds: \"" + text.get()
                                + "\" (a + in a URL is written %2B)"));
            } else if (bound.isLower()) {
                min = Math.max(min, time.getAsLong());
            } else {
                max = Math.min(max, time.getAsLong());
            }
            bounded = true;
        }
        if (bounded) {
            filters.add(new Filter.Between(column, min, max));
        }
    }

    private int limit() {
        Optional<String> text = single("limit");
        if (text.isEmpty()) {
            return ListRequest.DEFAULT_LIMIT;
        }
        return PageLimit.parse(text.get(), ListRequest.MAX_LIMIT, errors);
    }

    private SortedSet<String> severalOf(String name) {
        SortedSet<String> values = new TreeSet<>();
        for (String parameter : parameters.getOrDefault(name, List.of())) {
            for (String value : parameter.split(",", -1)) {
                if (value.isEmpty()) {
                    errors.add(new FieldError(name, "has an empty value: \"" + parameter + "\""));
                } else {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            errors.add(new FieldError(name, "is given " + values.size() + " times"));
        } else if (values.size() == 1 && values.getFirst().isBlank()) {
            errors.add(new FieldError(name, "is empty"));
            return Optional.empty();
        }
        return values.stream().findFirst();
    }
}
