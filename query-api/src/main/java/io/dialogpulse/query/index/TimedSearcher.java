package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSearcher.LeafReaderContextPartition;
import org.apache.lucene.search.IndexSearcher.LeafSlice;
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

    private final WeighingOnce searcher;
    private final Deadline deadline;

    TimedSearcher(IndexReader reader, Deadline deadline) {
        this(new WeighingOnce(reader, null), deadline);
    }

    private TimedSearcher(WeighingOnce searcher, Deadline deadline) {
        this.searcher = searcher;
        this.deadline = deadline;
        searcher.setTimeout(deadline);
    }

    /** Searches on all cores, for what looks at some thousand documents or more. */
    TimedSearcher onAllCores() {
        IndexReader reader = searcher.getIndexReader();
        int cores = Runtime.getRuntime().availableProcessors();
        WeighingOnce all = new WeighingOnce(reader, ForkJoinPool.commonPool()) {
            @Override
            protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
                return evenly(leaves, cores);
            }
        };
        all.weighed = searcher.weighed;
        all.weight = searcher.weight;
        return new TimedSearcher(all, deadline);
    }

    /**
     * So many parts and no more, as each sums up on its own, and those sums have to be added; the largest segments first,
     * each to the part that has least.
     */
    private static LeafSlice[] evenly(List<LeafReaderContext> leaves, int parts) {
        List<List<LeafReaderContextPartition>> segments = new ArrayList<>();
        int[] documents = new int[parts];
        for (int i = 0; i < parts; i++) {
            segments.add(new ArrayList<>());
        }
        List<LeafReaderContext> largestFirst = leaves.stream()
                .sorted(Comparator.comparingInt(
                                (LeafReaderContext leaf) -> leaf.reader().maxDoc())
                        .reversed())
                .toList();
        for (LeafReaderContext leaf : largestFirst) {
            int least = IntStream.range(0, parts)
                    .boxed()
                    .min(Comparator.comparingInt(i -> documents[i]))
                    .orElseThrow();
            segments.get(least).add(LeafReaderContextPartition.createForEntireSegment(leaf));
            documents[least] += leaf.reader().maxDoc();
        }
        return segments.stream()
                .filter(part -> !part.isEmpty())
                .map(LeafSlice::new)
                .toArray(LeafSlice[]::new);
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
        Weight weight = searcher.weigh(query);
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

    /**
     * Weighing a query looks each of its terms up in every segment, which takes as long as a short list. What was asked
     * for its cost is weighed for counting and sorting, too.
     */
    private static class WeighingOnce extends IndexSearcher {
        private @Nullable Query weighed;
        private @Nullable Weight weight;

        WeighingOnce(IndexReader reader, @Nullable Executor executor) {
            super(reader, executor);
        }

        Weight weigh(Query query) throws IOException {
            Weight created = createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
            weighed = query;
            weight = created;
            return created;
        }

        @Override
        public Weight createWeight(Query query, ScoreMode scoreMode, float boost) throws IOException {
            Weight known = weight;
            return known != null && query.equals(weighed) && scoreMode == ScoreMode.COMPLETE_NO_SCORES
                    ? known
                    : super.createWeight(query, scoreMode, boost);
        }
    }
}
