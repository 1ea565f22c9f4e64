package io.dialogpulse.query.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Filters as they were asked for, their values not understood yet. */
sealed interface Clause {
    /**
     * All hold.
     *
     * @param path where it stands in the request, put before its names in errors
     * @param given by name: {@code status}, {@code createdAt.gte}
     */
    record All(String path, SortedMap<String, Given> given, List<Clause> clauses) implements Clause {
        public All {
            given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
            clauses = List.copyOf(clauses);
        }
    }

    /** At least one holds. */
    record Any(List<Clause> clauses) implements Clause {
        public Any {
            clauses = List.copyOf(clauses);
        }
    }

    /** It does not hold. */
    record Not(Clause clause) implements Clause {}

    /** Both hold. */
    static Clause both(Clause one, Clause other) {
        return new All("", new TreeMap<>(Map.of()), new ArrayList<>(List.of(one, other)));
    }
}
