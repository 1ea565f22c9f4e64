package io.dialogpulse.query.index;

import io.dialogpulse.query.search.SearchTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;

/** Lucene's searcher, which after a time limit would return what it has: here that is a {@link SearchTimeout}. */
final class TimedSearcher {
    private static final int COUNT_IS_SEPARATE = 1;

    private final IndexSearcher searcher;
    private final Duration limit;
    private final QueryTimeout timeout;

    /** The time begins to run now. */
    TimedSearcher(IndexReader reader, Duration limit) {
        this(reader, limit, new QueryTimeoutImpl(limit.toMillis()));
    }

    private TimedSearcher(IndexReader reader, Duration limit, QueryTimeout timeout) {
        this.searcher = new IndexSearcher(reader);
        this.limit = limit;
        this.timeout = timeout;
        searcher.setTimeout(timeout);
    }

    /** A searcher over other documents whose time ends when this one's does. */
    TimedSearcher over(IndexReader other) {
        return new TimedSearcher(other, limit, timeout);
    }

    List<LeafReaderContext> leaves() {
        return searcher.getLeafContexts();
    }

    /** The same query in the form in which it is executed, to be executed more than once. */
    Query rewrite(Query query) throws IOException {
        return searcher.rewrite(query);
    }

    /** How many documents match, exactly. */
    int count(Query query) throws IOException {
        int count = searcher.count(query);
        requireInTime();
        return count;
    }

    /** The first hits; how many there are is not counted. */
    TopFieldDocs top(Query query, Sort sort, @Nullable FieldDoc after, int hits) throws IOException {
        return search(query, new TopFieldCollectorManager(sort, hits, after, COUNT_IS_SEPARATE));
    }

    /** The first hits, and how many there are. */
    TopFieldDocs topAndCount(Query query, Sort sort, @Nullable FieldDoc after, int hits) throws IOException {
        return search(query, new TopFieldCollectorManager(sort, hits, after, Integer.MAX_VALUE));
    }

    <C extends Collector, T> T search(Query query, CollectorManager<C, T> collectors) throws IOException {
        T result = searcher.search(query, collectors);
        requireInTime();
        return result;
    }

    private void requireInTime() {
        if (searcher.timedOut()) {
            throw new SearchTimeout(limit);
        }
    }
}
