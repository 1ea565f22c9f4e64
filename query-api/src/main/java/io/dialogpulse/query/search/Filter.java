package io.dialogpulse.query.search;

import java.util.List;
import java.util.SortedSet;

/** One condition on the rows; a request's conditions all have to hold. */
public sealed interface Filter {
    /** The column it looks at. */
    Column column();

    /**
     * The column holds one of the values.
     *
     * @param orAbsent rows without a value match too
     */
    record AnyOf(Column column, SortedSet<String> values, boolean orAbsent) implements Filter {}

    /** The column's text has every one of these words, in any order. */
    record Words(Column column, List<Word> words) implements Filter {}

    /** The column's number or epoch milliseconds lie within the bounds, both included; absent values never match. */
    record Between(Column column, long min, long max) implements Filter {}

    /**
     * A word as it was asked for.
     *
     * @param prefix words that begin so match too
     */
    record Word(String text, boolean prefix) {}
}
