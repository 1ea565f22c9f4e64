package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CheckedIntConsumer;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.IOFunction;
import org.jspecify.annotations.Nullable;

/** Hands every document that matches to whoever asks, segment by segment. */
final class LeafCollecting {
    private LeafCollecting() {}

    /** @param begin answers, for each segment, what takes the documents by their numbers within it */
    static void search(
            TimedSearcher searcher, Query query, IOFunction<LeafReaderContext, CheckedIntConsumer<IOException>> begin)
            throws IOException {
        searcher.search(query, new CollectorManager<Collector, Boolean>() {
            @Override
            public Collector newCollector() {
                return new Collector(begin);
            }

            @Override
            public Boolean reduce(Collection<Collector> collectors) {
                return true;
            }
        });
    }

    private static final class Collector extends SimpleCollector {
        private final IOFunction<LeafReaderContext, CheckedIntConsumer<IOException>> begin;
        private @Nullable CheckedIntConsumer<IOException> documents;

        Collector(IOFunction<LeafReaderContext, CheckedIntConsumer<IOException>> begin) {
            this.begin = begin;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            documents = begin.apply(context);
        }

        @Override
        public void collect(int document) throws IOException {
            if (documents != null) {
                documents.accept(document);
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
