package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Search;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * All rows that match a search, in its order. It finds a number of them at a time and reads each when it is asked for,
 * so its memory does not grow with the rows.
 */
public final class RowScan {
    // Sorting by a text looks at all rows each time: fewer times is faster, more hits are more memory (some 200 bytes)
    private static final int PASS = 20_000;

    private final IndexReader reader;
    private final int few;
    private final Search search;
    private final Query query;
    private final long total;
    private final Duration limit;

    RowScan(IndexReader reader, int few, Search search, Query query, long total, Duration limit) {
        this.reader = reader;
        this.few = few;
        this.search = search;
        this.query = query;
        this.total = total;
        this.limit = limit;
    }

    /** How many rows match the filter, wherever the scan begins. */
    public long total() {
        return total;
    }

    /** The first rows after a place; each pass begins where the last one has ended. */
    public Pass after(Optional<Cursor> place) throws IOException {
        Search next = new Search(search.filter(), search.sort(), place, PASS, search.facets());
        TimedSearcher searcher = new TimedSearcher(reader, new Deadline(limit));
        return new Pass(reader, new Narrowing(searcher, few).top(next, query).hits());
    }

    /** Rows that were found, not read yet. */
    public static final class Pass {
        private final IndexReader reader;
        private final List<ScoreDoc> hits;

        Pass(IndexReader reader, List<ScoreDoc> hits) {
            this.reader = reader;
            this.hits = hits;
        }

        /** How many they are. */
        public int size() {
            return hits.size();
        }

        /** Whether there may be rows after these. */
        public boolean full() {
            return hits.size() == PASS;
        }

        /** A row, as it stands in the topic. */
        public byte[] row(int index) throws IOException {
            return StoredBytes.of(reader, hits.get(index).doc, Fields.ROW);
        }
    }
}
