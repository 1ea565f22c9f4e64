package io.dialogpulse.query.reference;

import static java.util.Objects.requireNonNull;

import io.dialogpulse.metrics.DialogRow;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts per value. */
final class ReferenceFacets {
    static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("status", "status"),
            Map.entry("detailedStatus", "detailedStatus"),
            Map.entry("line", "lineId"),
            Map.entry("channel", "channel"),
            Map.entry("operator", "operatorId"),
            Map.entry("participant", "participantIds"),
            Map.entry("department", "departmentId"),
            Map.entry("direction", "direction"),
            Map.entry("clientRating", "clientRating"),
            Map.entry("managerRating", "managerRating"),
            Map.entry("spam", "spam"),
            Map.entry("formFilled", "formFilled"),
            Map.entry("historyRequested", "historyRequested"),
            Map.entry("pinned", "pinned"));

    private static final String NONE = "none";

    private ReferenceFacets() {}

    static SortedMap<String, SortedMap<String, Long>> count(List<String> facets, Collection<DialogRow> rows) {
        SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        for (String facet : facets) {
            String column = requireNonNull(COLUMNS.get(facet));
            SortedMap<String, Long> values = new TreeMap<>();
            for (DialogRow row : rows) {
                Object value = Rows.value(row, column);
                if (value instanceof List<?> list && !list.isEmpty()) {
                    new HashSet<>(list).forEach(element -> values.merge(element.toString(), 1L, Long::sum));
                } else {
                    values.merge(value == null || value instanceof List<?> ? NONE : value.toString(), 1L, Long::sum);
                }
            }
            counts.put(facet, values);
        }
        return counts;
    }
}
