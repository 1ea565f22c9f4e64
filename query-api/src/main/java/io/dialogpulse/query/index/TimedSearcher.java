package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Lucene's searcher, which after a time limit would return what it has: here that is a {@link io.dialogpulse.query.search.SearchTimeout}. */
final class TimedSearcher {
    private static final int COUNT_IS_SEPARATE = 1;
    private static final int WORTH_A_THREAD = 50_000;

    private final IndexSearcher searcher;
    private final Deadline deadline;

    TimedSearcher(IndexReader reader, Deadline deadline) {
        this(new IndexSearcher(reader), deadline);
    }

    private TimedSearcher(IndexSearcher searcher, Deadline deadline) {
        this.searcher = searcher;
        this.deadline = deadline;
        searcher.setTimeout(deadline);
    }

    /** Searches on all cores, for what looks at every document that matches: a slice of the segments each. */
    static TimedSearcher onAllCores(IndexReader reader, Deadline deadline) {
        int cores = Runtime.getRuntime().availableProcessors();
        int docsOfOne = Math.max(WORTH_A_THREAD, Math.ceilDiv(reader.maxDoc(), cores));
        return new TimedSearcher(
                new IndexSearcher(reader, ForkJoinPool.commonPool()) {
                    @Override
                    protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
                        // No more than needed, as each sums up on its own, and those sums have to be added
                        return slices(leaves, docsOfOne, Integer.MAX_VALUE, false);
                    }
                },
                deadline);
    }

    List<LeafReaderContext> leaves() {
        return searcher.getLeafContexts();
    }

    /** The same query in the form in which it is executed, to be executed more than once. */
    Query rewrite(Query query) throws IOException {
        return searcher.rewrite(query);
    }

    /** At most about so many documents have to be looked at to find those that match. */
    long cost(Query query) throws IOException {
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        long cost = 0;
        for (LeafReaderContext leaf : leaves()) {
            ScorerSupplier scorer = weight.scorerSupplier(leaf);
            cost += scorer == null ? 0 : scorer.cost();
        }
        return cost;
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
            throw deadline.exceeded();
        }
    }
}
