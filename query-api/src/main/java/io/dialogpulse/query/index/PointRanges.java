package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;

/** Estimates, at the price of microseconds, how many rows have a number of a field within a range. */
final class PointRanges {
    private final List<PointValues> segments = new ArrayList<>();
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    PointRanges(String field, List<LeafReaderContext> leaves) throws IOException {
        for (LeafReaderContext leaf : leaves) {
            PointValues values = leaf.reader().getPointValues(field);
            if (values != null && values.size() > 0) {
                segments.add(values);
                min = Math.min(min, LongPoint.decodeDimension(values.getMinPackedValue(), 0));
                max = Math.max(max, LongPoint.decodeDimension(values.getMaxPackedValue(), 0));
            }
        }
    }

    /** The least number that any row has, more than {@link #max} if there are none. */
    long min() {
        return min;
    }

    /** The greatest number that any row has. */
    long max() {
        return max;
    }

    /** About how many rows have a number from {@code low} to {@code high}, both included. */
    long estimate(long low, long high) {
        long estimate = 0;
        for (PointValues segment : segments) {
            estimate += segment.estimatePointCount(new Within(low, high));
        }
        return estimate;
    }

    /** Tells of blocks of the tree whether they lie inside; is never asked about single points. */
    private record Within(long low, long high) implements PointValues.IntersectVisitor {
        @Override
        public PointValues.Relation compare(byte[] minPackedValue, byte[] maxPackedValue) {
            long min = LongPoint.decodeDimension(minPackedValue, 0);
            long max = LongPoint.decodeDimension(maxPackedValue, 0);
            if (max < low || min > high) {
                return PointValues.Relation.CELL_OUTSIDE_QUERY;
            }
            return min >= low && max <= high
                    ? PointValues.Relation.CELL_INSIDE_QUERY
                    : PointValues.Relation.CELL_CROSSES_QUERY;
        }

        @Override
        public void visit(int docId) {
            throw new IllegalStateException("an estimate looks at no document");
        }

        @Override
        public void visit(int docId, byte[] packedValue) {
            throw new IllegalStateException("an estimate looks at no value");
        }
    }
}
