package io.dialogpulse.query.reference;

import io.dialogpulse.metrics.DialogRow;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * One condition.
 *
 * @param name the filter's name, which no other condition of the same object may have
 * @param values by parameter, {@code status} or {@code createdAt.gte}; several mean any of them
 */
record Leaf(String name, SequencedMap<String, List<String>> values, Predicate<DialogRow> filter) {
    /** Whether commas in a query string would take its values apart wrongly. */
    boolean needsJson() {
        return values.entrySet().stream()
                .anyMatch(entry -> !isText(entry.getKey())
                        && entry.getValue().stream().anyMatch(value -> value.indexOf(',') >= 0));
    }

    private static boolean isText(String parameter) {
        return Arrays.asList("id", "clientName", "pageUrl", "managerComment", "q")
                .contains(parameter);
    }
}
