package io.dialogpulse.query.search;

import java.time.Duration;

/** A search took longer than it may. What it had found by then is no answer. */
public final class SearchTimeout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchTimeout(Duration limit) {
        super("the search takes longer than " + limit + "; ask for less: a shorter range, or fewer facets");
    }
}
