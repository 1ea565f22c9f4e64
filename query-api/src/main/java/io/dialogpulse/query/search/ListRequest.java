package io.dialogpulse.query.search;

import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A page of the dialog list, as it was asked for.
 *
 * @param limit the most rows to answer, 1 to {@link #MAX_LIMIT}
 * @param after where the page begins; empty for the first page
 */
public record ListRequest(Filter filter, Sort sort, int limit, Optional<Cursor> after) {
    /** Rows of a page when nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 50;
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    /** The question that answers it to a caller who may see these rows; one row more than the page tells of a next. */
    public Search within(Filter scope) {
        return new Search(
                Filter.both(filter, scope), sort, after, limit + 1, Collections.unmodifiableSortedSet(new TreeSet<>()));
    }

    /** The text of a cursor into this list, as the API hands it out. */
    public String encode(Cursor cursor) {
        return cursor.encode(filter, sort);
    }
}
