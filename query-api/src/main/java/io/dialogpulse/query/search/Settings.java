package io.dialogpulse.query.search;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Reads the settings of a request; what is wrong with them goes to {@code errors}. */
record Settings(SortedMap<String, Given> given, List<FieldError> errors) {
    private static final int MAX_FACETS = 10;

    Optional<String> single(String name) {
        return Optional.ofNullable(given.get(name)).flatMap(value -> single(name, value, errors));
    }

    /** The one text that was given. */
    static Optional<String> single(String name, Given given, List<FieldError> errors) {
        if (given.texts().size() > 1) {
            errors.add(new FieldError(name, "is given " + given.texts().size() + " times"));
            return Optional.empty();
        }
        String text = given.texts().getFirst();
        if (text.isBlank()) {
            errors.add(new FieldError(name, "is empty"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Yes or no. */
    static Optional<Boolean> flag(String name, String text, List<FieldError> errors) {
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Boolean.valueOf(text));
        }
        errors.add(new FieldError(name, "is \"" + text + "\", neither true nor false"));
        return Optional.empty();
    }

    Sort sort() {
        Given value = given.get(Asked.SORT);
        if (value == null) {
            return Sort.DEFAULT;
        }
        if (value.literal()) {
            return Sort.parse(String.join(",", value.texts()), errors);
        }
        return single(Asked.SORT).map(text -> Sort.parse(text, errors)).orElse(Sort.DEFAULT);
    }

    int limit() {
        return single(Asked.LIMIT)
                .map(text -> PageLimit.parse(text, ListRequest.MAX_LIMIT, errors))
                .orElse(ListRequest.DEFAULT_LIMIT);
    }

    boolean partial() {
        return single(Asked.PARTIAL)
                .flatMap(text -> flag(Asked.PARTIAL, text, errors))
                .orElse(false);
    }

    ZoneId zone() {
        return single(Asked.TIMEZONE).map(this::zone).orElse(ZoneOffset.UTC);
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            errors.add(new FieldError(Asked.TIMEZONE, "is no time zone: \"" + text + "\""));
            return ZoneOffset.UTC;
        }
    }

    /** The columns to answer; all of them, if nothing is asked for. */
    List<Column> fields() {
        return given.containsKey(Asked.FIELDS)
                ? several(Asked.FIELDS, "names no column", Column::named)
                : List.of(Column.values());
    }

    List<ListFilter> facets() {
        List<ListFilter> facets = several(
                Asked.FACETS, "cannot count by", name -> ListFilter.named(name).filter(ListFilter::isFacet));
        if (facets.size() > MAX_FACETS) {
            errors.add(new FieldError(Asked.FACETS, "names " + facets.size() + ", not 1 to " + MAX_FACETS));
        }
        return facets;
    }

    private <T> List<T> several(String setting, String objection, Function<String, Optional<T>> byName) {
        List<T> several = new ArrayList<>();
        Given value = given.get(setting);
        for (String name : value == null ? List.<String>of() : value.values()) {
            Optional<T> one = byName.apply(name);
            if (one.isEmpty()) {
                errors.add(new FieldError(setting, objection + ": \"" + name + "\""));
            } else if (several.contains(one.get())) {
                errors.add(new FieldError(setting, "names " + name + " twice"));
            } else {
                several.add(one.get());
            }
        }
        return several;
    }
}
