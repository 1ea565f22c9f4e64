package io.dialogpulse.query.search;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A page of the dialog list, as it was asked for.
 *
 * @param limit the most rows to answer, 1 to {@link #MAX_LIMIT}
 * @param after where the page begins; empty for the first page
 * @param fields the columns to answer, in this order
 * @param facets the filters whose values are to be counted, in this order
 * @param partial rather a part of the rows, named so, than none when others cannot be reached
 * @param now the moment that everything relative is relative to
 */
public record ListRequest(
        Filter filter,
        Sort sort,
        int limit,
        Optional<Cursor> after,
        List<Column> fields,
        List<ListFilter> facets,
        boolean partial,
        Instant now) {
    /** Rows of a page when nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 50;
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    public ListRequest {
        fields = List.copyOf(fields);
        facets = List.copyOf(facets);
    }

    /** The question that answers it to a caller who may see these rows; one row more than the page tells of a next. */
    public Search within(Filter scope) {
        SortedSet<Column> counted = new TreeSet<>();
        facets.forEach(facet -> counted.add(facet.column()));
        return new Search(
                Filter.both(filter, scope), sort, after, limit + 1, Collections.unmodifiableSortedSet(counted));
    }

    /** The text of a cursor into this list, as the API hands it out. */
    public String encode(Cursor cursor) {
        return CursorText.encode(cursor, now, filter, sort);
    }
}
