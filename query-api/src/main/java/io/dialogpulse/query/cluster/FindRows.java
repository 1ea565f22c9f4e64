package io.dialogpulse.query.cluster;

import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows match: a {@link Search} in a form that JSON can carry.
 *
 * @param after the keys of the cursor; null for the beginning
 */
record FindRows(Filter filter, Sort sort, @Nullable List<@Nullable Object> after, int limit, SortedSet<Column> facets)
        implements Question<Found> {

    static FindRows of(Search search) {
        return new FindRows(
                search.filter(),
                search.sort(),
                search.after().map(Cursor::keys).orElse(null),
                search.limit(),
                search.facets());
    }

    @Override
    public Found answer(Snapshots snapshots, Duration limit) throws IOException {
        return snapshots.search().find(search(), limit);
    }

    @Override
    public Class<Found> answerType() {
        return Found.class;
    }

    Search search() {
        return new Search(filter, sort, Optional.ofNullable(after).map(Cursor::new), limit, facets);
    }
}
