package io.dialogpulse.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns clauses into filters; what is wrong with them goes to {@code errors}. */
final class FilterReader {
    private static final String NONE = "none";
    private static final int MAX_CONDITIONS = 200;
    private static final int MAX_VALUES = 1_000;
    /** Each holds a bit for every row while it is searched. */
    private static final int MAX_TEXTS = 10;

    private final TimeText times;
    private final List<FieldError> errors;
    private int conditions;
    private int texts;

    FilterReader(TimeText times, List<FieldError> errors) {
        this.times = times;
        this.errors = errors;
    }

    /** The filter that all clauses together are. */
    Filter read(Clause clause) {
        Filter filter = filter(clause);
        if (conditions > MAX_CONDITIONS) {
            errors.add(new FieldError(
                    "filter", "has " + conditions + " conditions (words count one each), not " + MAX_CONDITIONS));
        }
        if (texts > MAX_TEXTS) {
            errors.add(new FieldError("q", "is asked for " + texts + " times, not at most " + MAX_TEXTS));
        }
        return filter;
    }

    private Filter filter(Clause clause) {
        return switch (clause) {
            case Clause.Not not -> new Filter.Not(filter(not.clause()));
            case Clause.Any any ->
                new Filter.Or(any.clauses().stream().map(this::filter).toList());
            case Clause.All all -> {
                List<Filter> filters = new ArrayList<>(given(all));
                all.clauses().stream()
                        .map(this::filter)
                        .filter(filter -> !filter.equals(Filter.ALL))
                        .forEach(filters::add);
                yield filters.size() == 1 ? filters.getFirst() : new Filter.And(filters);
            }
        };
    }

    /** In a fixed order, so that a cursor's fingerprint does not depend on the order in which they were given. */
    private List<Filter> given(Clause.All all) {
        RangeReader ranges = new RangeReader(all.path(), times, errors);
        List<Filter> filters = new ArrayList<>();
        SortedMap<String, Given> rest = new TreeMap<>(all.given());
        for (ListFilter filter : ListFilter.all()) {
            Given values = filter.type().hasValues() ? rest.remove(filter.name()) : null;
            if (values != null) {
                count(1);
                read(all.path() + filter.name(), filter, values).ifPresent(filters::add);
            }
        }
        for (Map.Entry<String, Given> end : rest.entrySet()) {
            count(1);
            ranges.add(end.getKey(), end.getValue());
        }
        filters.addAll(ranges.filters());
        return filters;
    }

    private Optional<Filter> read(String name, ListFilter filter, Given given) {
        Column column = filter.column();
        return switch (filter.type()) {
            case VALUES, VALUES_OR_NONE -> values(name, filter, given.values());
            case EXACT -> values(name, filter, given.texts());
            case NUMBER -> numbers(name, column, given.values());
            case FLAG -> flag(name, given).map(yes -> new Filter.AnyOf(column, sorted(List.of(yes.toString())), false));
            case ACTIVE -> flag(name, given).map(yes -> only(Filter.ACTIVE, yes));
            case PRESENCE -> flag(name, given).map(yes -> only(new Filter.Present(column), yes));
            case PAST ->
                flag(name, given)
                        .map(yes -> only(
                                new Filter.Between(
                                        column, Long.MIN_VALUE, times.now().toEpochMilli()),
                                yes));
            case WORDS -> words(name, given).map(words -> new Filter.Words(column, words));
            case TEXT -> {
                texts++;
                yield words(name, given).map(Filter.Text::new);
            }
            case WHOLE_RANGE,
                    DURATION_RANGE,
                    TIME_RANGE,
                    AGE_WHOLE_RANGE,
                    AGE_DURATION_RANGE,
                    LEFT_WHOLE_RANGE,
                    LEFT_DURATION_RANGE -> throw new IllegalArgumentException(filter + " takes no values");
        };
    }

    private static Filter only(Filter filter, boolean yes) {
        return yes ? filter : new Filter.Not(filter);
    }

    private Optional<Filter> values(String name, ListFilter filter, List<String> texts) {
        SortedSet<String> values = checked(name, texts);
        boolean orAbsent = filter.type() == ListFilter.Type.VALUES_OR_NONE && values.remove(NONE);
        if (!filter.symbols().isEmpty()) {
            String known = String.join(", ", filter.symbols())
                    + (filter.type() == ListFilter.Type.VALUES_OR_NONE ? ", " + NONE : "");
            values.stream()
                    .filter(value -> !filter.symbols().contains(value))
                    .forEach(value -> errors.add(new FieldError(name, "has no value \"" + value + "\", but " + known)));
        }
        return values.isEmpty() && !orAbsent
                ? Optional.empty()
                : Optional.of(new Filter.AnyOf(filter.column(), values, orAbsent));
    }

    private Optional<Filter> numbers(String name, Column column, List<String> texts) {
        SortedSet<String> numbers = new TreeSet<>();
        for (String text : checked(name, texts)) {
            NumberText.whole(text)
                    .ifPresentOrElse(
                            number -> numbers.add(Long.toString(number.first())),
                            () -> errors.add(new FieldError(name, "is no whole number: \"" + text + "\"")));
        }
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new Filter.AnyOf(column, numbers, false));
    }

    private SortedSet<String> checked(String name, List<String> texts) {
        if (texts.size() > MAX_VALUES) {
            errors.add(new FieldError(name, "has " + texts.size() + " values, not 1 to " + MAX_VALUES));
        }
        SortedSet<String> values = sorted(texts);
        if (values.remove("")) {
            errors.add(new FieldError(name, "has an empty value: \"" + String.join(",", texts) + "\""));
        }
        return values;
    }

    private Optional<Boolean> flag(String name, Given given) {
        return Settings.single(name, given, errors).flatMap(text -> Settings.flag(name, text, errors));
    }

    private Optional<List<Filter.Word>> words(String name, Given given) {
        return Settings.single(name, given, errors).flatMap(text -> {
            List<Filter.Word> words = WordText.words(text);
            if (words.isEmpty()) {
                errors.add(new FieldError(name, "has no word: \"" + text + "\""));
                return Optional.empty();
            }
            count(words.size() - 1);
            return Optional.of(words);
        });
    }

    private void count(int more) {
        conditions += more;
    }

    private static SortedSet<String> sorted(List<String> values) {
        return new TreeSet<>(values);
    }
}
