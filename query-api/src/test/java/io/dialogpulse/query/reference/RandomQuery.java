package io.dialogpulse.query.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * A request for the list, and what it must answer.
 *
 * @param parameters for a query string
 * @param body the same as JSON, or as much more as JSON can say; empty if it is to be asked by query string
 * @param facets names of the facets that it asks for
 */
public record RandomQuery(
        Map<String, List<String>> parameters,
        ObjectNode body,
        Predicate<DialogRow> filter,
        Comparator<DialogRow> order,
        List<String> facets) {
    /** Whether it can be asked as JSON only. */
    public boolean isJson() {
        return !body.isEmpty();
    }

    /** The rows of all its pages. */
    public List<DialogRow> expected(Collection<DialogRow> rows) {
        return rows.stream().filter(filter).sorted(order).toList();
    }

    /** The facets that belong to these rows. */
    public SortedMap<String, SortedMap<String, Long>> expectedFacets(Collection<DialogRow> rows) {
        return ReferenceFacets.count(facets, rows.stream().filter(filter).toList());
    }

    @Override
    public String toString() {
        return isJson() ? body.toString() : parameters.toString();
    }
}
