package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.stats.Group;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Sums up the rows that match, on one thread. */
final class StatsCollector extends SimpleCollector {
    private final StatsQuestion question;
    private final long within;
    private final Groups groups;
    private final GroupTree tree;
    private @Nullable Rows rows;

    private StatsCollector(StatsQuestion question) {
        this.question = question;
        this.within = question.within().orElse(Long.MIN_VALUE);
        this.groups = new Groups(question.durations().size());
        this.tree = new GroupTree(question, groups);
    }

    /** Sums up on any number of threads. */
    static CollectorManager<StatsCollector, Groups> of(StatsQuestion question) {
        return new CollectorManager<>() {
            @Override
            public StatsCollector newCollector() {
                return new StatsCollector(question);
            }

            @Override
            public Groups reduce(Collection<StatsCollector> collectors) {
                Groups all = new Groups(question.durations().size());
                collectors.forEach(collector -> all.add(collector.groups));
                if (question.groupBy().isEmpty()) {
                    // All rows together are a group even when there are none
                    all.at(new Groups.Key(List.of()));
                }
                return all;
            }
        };
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        tree.enter(context.reader());
        rows = new Rows(context.reader(), question);
    }

    @Override
    public void collect(int doc) throws IOException {
        Rows leaf = rows;
        if (leaf == null || !leaf.on.advanceExact(doc)) {
            return;
        }
        Group group = tree.groupOf(doc, leaf.on.longValue());
        if (leaf.counts.advanceExact(doc)) {
            PackedCounts.add(leaf.counts.longValue(), group);
        }
        for (int i = 0; i < leaf.durations.size(); i++) {
            NumericDocValues duration = leaf.durations.get(i);
            if (duration.advanceExact(doc)) {
                group.durations().get(i).add(duration.longValue(), within);
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    /** The columns of one segment. */
    private static final class Rows {
        private final NumericDocValues on;
        private final NumericDocValues counts;
        private final List<NumericDocValues> durations = new ArrayList<>();

        Rows(LeafReader reader, StatsQuestion question) throws IOException {
            on = numbers(reader, question.on());
            counts = DocValues.getNumeric(reader, PackedCounts.FIELD);
            for (Column column : question.durations()) {
                durations.add(numbers(reader, column));
            }
        }

        private static NumericDocValues numbers(LeafReader reader, Column column) throws IOException {
            return DocValues.getNumeric(reader, Fields.sortOf(column));
        }
    }
}
