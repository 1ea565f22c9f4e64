package io.dialogpulse.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a request that is written as a JSON object. Its members are settings, filters as in a query string, and
 * {@code filter}: an object of filters, of which {@code and} and {@code or} take arrays of such objects and {@code not}
 * takes one. The members of an object all hold. A text means what it means in a query string; an array holds values as
 * they are.
 */
final class AskedJson {
    private static final String FILTER = "filter";
    private static final String AND = "and";
    private static final String OR = "or";
    private static final String NOT = "not";
    private static final int MAX_DEPTH = 10;

    private final List<FieldError> errors;

    private AskedJson(List<FieldError> errors) {
        this.errors = errors;
    }

    /** Reads a request; what is wrong goes to {@code errors}. */
    static Asked read(JsonNode body, List<FieldError> errors) {
        return new AskedJson(errors).read(body);
    }

    private Asked read(JsonNode body) {
        SortedMap<String, Given> settings = new TreeMap<>();
        SortedMap<String, Given> filters = new TreeMap<>();
        List<Clause> clauses = new ArrayList<>();
        if (!body.isObject()) {
            errors.add(new FieldError("body", "is no JSON object"));
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            String name = member.getKey();
            if (name.equals(FILTER)) {
                clauses.add(clause(FILTER, member.getValue(), 1));
            } else if (Asked.SETTINGS.contains(name)) {
                // null is how a page without a cursor is told
                if (!member.getValue().isNull()) {
                    given(name, member.getValue()).ifPresent(given -> settings.put(name, given));
                }
            } else {
                filter("", name, member.getValue(), filters);
            }
        }
        return new Asked(settings, new Clause.All("", filters, clauses));
    }

    private Clause clause(String path, JsonNode object, int depth) {
        SortedMap<String, Given> filters = new TreeMap<>();
        List<Clause> clauses = new ArrayList<>();
        if (!object.isObject()) {
            errors.add(new FieldError(path, "is no JSON object"));
        } else if (depth > MAX_DEPTH) {
            errors.add(new FieldError(path, "is nested deeper than " + MAX_DEPTH));
        } else {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String name = member.getKey();
                String inner = path + "." + name;
                switch (name) {
                    case AND -> clauses.addAll(clauses(inner, member.getValue(), depth));
                    case OR -> clauses.add(new Clause.Any(clauses(inner, member.getValue(), depth)));
                    case NOT -> clauses.add(new Clause.Not(clause(inner, member.getValue(), depth + 1)));
                    default -> filter(path + ".", name, member.getValue(), filters);
                }
            }
        }
        return new Clause.All(path + ".", filters, clauses);
    }

    private List<Clause> clauses(String path, JsonNode array, int depth) {
        List<Clause> clauses = new ArrayList<>();
        if (!array.isArray() || array.isEmpty()) {
            errors.add(new FieldError(path, "is no array of at least one filter"));
            return clauses;
        }
        for (int i = 0; i < array.size(); i++) {
            clauses.add(clause(path + "[" + i + "]", array.get(i), depth + 1));
        }
        return clauses;
    }

    /** A filter is a value, or an object with the ends of a range, which then are filters {@code name.gte}. */
    private void filter(String path, String name, JsonNode value, SortedMap<String, Given> filters) {
        if (!value.isObject()) {
            given(path + name, value).ifPresent(given -> put(path, name, given, filters));
            return;
        }
        if (value.isEmpty()) {
            errors.add(new FieldError(path + name, "is an empty object"));
        }
        value.properties().forEach(end -> {
            String full = name + "." + end.getKey();
            given(path + full, end.getValue()).ifPresent(given -> put(path, full, given, filters));
        });
    }

    private void put(String path, String name, Given given, SortedMap<String, Given> filters) {
        if (filters.put(name, given) != null) {
            errors.add(new FieldError(path + name, "is given twice"));
        }
    }

    private Optional<Given> given(String name, JsonNode value) {
        if (!value.isArray()) {
            return text(name, value).map(text -> new Given(List.of(text), false));
        }
        if (value.isEmpty()) {
            errors.add(new FieldError(name, "is an empty array"));
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            text(name, element).ifPresent(texts::add);
        }
        return texts.size() == value.size() ? Optional.of(new Given(texts, true)) : Optional.empty();
    }

    private Optional<String> text(String name, JsonNode value) {
        if (value.isTextual() || value.isBoolean() || value.isNumber()) {
            return Optional.of(value.asText());
        }
        errors.add(new FieldError(
                name,
                "holds " + value.getNodeType().name().toLowerCase(Locale.ROOT)
                        + ", where a text, a number, true or false, or an array of these belongs"));
        return Optional.empty();
    }
}
