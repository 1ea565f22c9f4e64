package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.InvalidRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts, over all rows that match, how many have each value of some columns. */
final class FacetCounts extends SimpleCollector {
    private final SortedMap<Column, SortedMap<String, Long>> counts = new TreeMap<>();
    private final List<Segment> segments = new ArrayList<>();

    private FacetCounts(SortedSet<Column> columns) {
        columns.forEach(column -> counts.put(column, new TreeMap<>()));
    }

    /**
     * Counts these columns.
     *
     * @return what makes the counts; throws {@link InvalidRequest} if there are too many values to answer
     */
    static CollectorManager<FacetCounts, SortedMap<Column, SortedMap<String, Long>>> of(SortedSet<Column> columns) {
        return new CollectorManager<>() {
            @Override
            public FacetCounts newCollector() {
                return new FacetCounts(columns);
            }

            @Override
            public SortedMap<Column, SortedMap<String, Long>> reduce(Collection<FacetCounts> collectors) {
                return Facets.sum(
                        collectors.stream().map(collector -> collector.counts).toList());
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        segments.clear();
        for (Column column : counts.keySet()) {
            segments.add(segment(context.reader(), column));
        }
    }

    private static Segment segment(LeafReader reader, Column column) throws IOException {
        if (column.kind() == Column.Kind.KEYWORDS) {
            return new ListSegment(column, DocValues.getSortedSet(reader, Fields.allOf(column)));
        }
        return column.sortsByNumber()
                ? new NumberSegment(column, DocValues.getNumeric(reader, Fields.sortOf(column)))
                : new TextSegment(column, DocValues.getSorted(reader, Fields.sortOf(column)));
    }

    @Override
    public void collect(int doc) throws IOException {
        for (Segment segment : segments) {
            segment.count(doc);
        }
    }

    @Override
    public void finish() throws IOException {
        for (Segment segment : segments) {
            segment.addTo(counts.computeIfAbsent(segment.column(), column -> new TreeMap<>()));
        }
        Facets.requireFew(counts);
    }

    /** The values of one column in one segment. */
    private sealed interface Segment {
        Column column();

        void count(int doc) throws IOException;

        void addTo(SortedMap<String, Long> sums) throws IOException;
    }

    private static void add(SortedMap<String, Long> sums, String value, long count) {
        if (count > 0) {
            sums.merge(value, count, Long::sum);
        }
    }

    private static final class TextSegment implements Segment {
        private final Column column;
        private final SortedDocValues values;
        private final long[] byOrdinal;
        private long absent;

        TextSegment(Column column, SortedDocValues values) {
            this.column = column;
            this.values = values;
            this.byOrdinal = new long[values.getValueCount()];
        }

        @Override
        public Column column() {
            return column;
        }

        @Override
        public void count(int doc) throws IOException {
            if (values.advanceExact(doc)) {
                byOrdinal[values.ordValue()]++;
            } else {
                absent++;
            }
        }

        @Override
        public void addTo(SortedMap<String, Long> sums) throws IOException {
            for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
                add(sums, values.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal]);
            }
            add(sums, Facets.ABSENT, absent);
        }
    }

    private static final class ListSegment implements Segment {
        private final Column column;
        private final SortedSetDocValues values;
        private final long[] byOrdinal;
        private long absent;

        ListSegment(Column column, SortedSetDocValues values) {
            this.column = column;
            this.values = values;
            this.byOrdinal = new long[Math.toIntExact(values.getValueCount())];
        }

        @Override
        public Column column() {
            return column;
        }

        @Override
        public void count(int doc) throws IOException {
            if (!values.advanceExact(doc)) {
                absent++;
                return;
            }
            for (int i = values.docValueCount(); i > 0; i--) {
                byOrdinal[(int) values.nextOrd()]++;
            }
        }

        @Override
        public void addTo(SortedMap<String, Long> sums) throws IOException {
            for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
                add(sums, values.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal]);
            }
            add(sums, Facets.ABSENT, absent);
        }
    }

    private static final class NumberSegment implements Segment {
        private final Column column;
        private final NumericDocValues values;
        private final SortedMap<String, Long> byValue = new TreeMap<>();

        NumberSegment(Column column, NumericDocValues values) {
            this.column = column;
            this.values = values;
        }

        @Override
        public Column column() {
            return column;
        }

        @Override
        public void count(int doc) throws IOException {
            byValue.merge(values.advanceExact(doc) ? Long.toString(values.longValue()) : Facets.ABSENT, 1L, Long::sum);
        }

        @Override
        public void addTo(SortedMap<String, Long> sums) {
            byValue.forEach((value, count) -> add(sums, value, count));
        }
    }
}
