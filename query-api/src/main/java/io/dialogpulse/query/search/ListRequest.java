package io.dialogpulse.query.search;

import java.util.List;
import java.util.Optional;

/**
 * A page of the dialog list, as it was asked for.
 *
 * @param filters all have to hold
 * @param limit the most rows to answer, 1 to {@link #MAX_LIMIT}
 * @param after where the page begins; empty for the first page
 */
public record ListRequest(List<Filter> filters, Sort sort, int limit, Optional<Cursor> after) {
    /** Rows of a page when nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 50;
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    /** The text of a cursor into this list, as the API hands it out. */
    public String encode(Cursor cursor) {
        return cursor.encode(filters, sort);
    }
}
