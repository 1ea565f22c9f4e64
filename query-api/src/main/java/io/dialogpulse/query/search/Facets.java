package io.dialogpulse.query.search;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many rows have each value of a column: what any number of partitions have counted is added up. */
public final class Facets {
    /** Stands for rows without a value. */
    public static final String ABSENT = "";

    private static final int MAX_VALUES = 1_000;

    private Facets() {}

    /**
     * The sums.
     *
     * @throws InvalidRequest if a column has too many values to answer
     */
    public static SortedMap<Column, SortedMap<String, Long>> sum(
            List<SortedMap<Column, SortedMap<String, Long>>> counts) {
        SortedMap<Column, SortedMap<String, Long>> sums = new TreeMap<>();
        for (SortedMap<Column, SortedMap<String, Long>> part : counts) {
            part.forEach((column, values) -> {
                SortedMap<String, Long> sum = sums.computeIfAbsent(column, added -> new TreeMap<>());
                values.forEach((value, count) -> sum.merge(value, count, Long::sum));
            });
        }
        requireFew(sums);
        return sums;
    }

    /** A part of the values would pass for all of them. */
    public static void requireFew(SortedMap<Column, SortedMap<String, Long>> counts) {
        List<FieldError> errors = counts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > MAX_VALUES)
                .map(entry -> new FieldError(
                        "facets",
                        "cannot count by " + entry.getKey().apiName() + ": the rows have more than " + MAX_VALUES
                                + " values; ask with filters that leave fewer"))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }
}
