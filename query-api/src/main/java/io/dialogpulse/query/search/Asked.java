package io.dialogpulse.query.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request for a page of the list as it was written, whether in a query string or as JSON.
 *
 * @param settings everything but the filters, by name
 */
record Asked(SortedMap<String, Given> settings, Clause filter) {
    static final String SORT = "sort";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String FIELDS = "fields";
    static final String FACETS = "facets";
    static final String TIMEZONE = "timezone";
    static final String PARTIAL = "partial";

    static final Set<String> SETTINGS = Set.of(SORT, LIMIT, CURSOR, FIELDS, FACETS, TIMEZONE, PARTIAL);

    /** Reads a query string. */
    static Asked parameters(Map<String, List<String>> parameters) {
        SortedMap<String, Given> settings = new TreeMap<>();
        SortedMap<String, Given> filters = new TreeMap<>();
        parameters.forEach(
                (name, texts) -> (SETTINGS.contains(name) ? settings : filters).put(name, Given.parameter(texts)));
        return new Asked(settings, new Clause.All("", filters, List.of()));
    }

    /** The same with the filters of another too, and its settings where this one has none. */
    Asked over(Asked base) {
        SortedMap<String, Given> merged = new TreeMap<>(base.settings);
        merged.putAll(settings);
        return new Asked(merged, Clause.both(base.filter, filter));
    }
}
