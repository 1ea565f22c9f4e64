package io.dialogpulse.query.search;

import java.util.Optional;
import java.util.SortedSet;

/**
 * A question to the rows, resolved and bounded by the caller's rights. Any number of partitions answer it alike.
 *
 * @param limit the most rows to find
 * @param after where the rows begin; empty for the beginning
 * @param facets the columns whose values are counted over all rows that match
 */
public record Search(Filter filter, Sort sort, Optional<Cursor> after, int limit, SortedSet<Column> facets) {}
