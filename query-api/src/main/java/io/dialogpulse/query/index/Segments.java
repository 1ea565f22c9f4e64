package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Sort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PointValues;
import org.jspecify.annotations.Nullable;

/** The segments of several snapshots as one reader, which works until the snapshots are closed. */
final class Segments {
    private Segments() {}

    static IndexReader of(List<IndexSnapshot> snapshots) throws IOException {
        return together(snapshots.stream().map(IndexSnapshot::reader).toArray(IndexReader[]::new));
    }

    /**
     * First those that hold the first rows of a list; then one comparison refuses most rows of the others. In the order
     * in which they were written, "newest first" would find each row to be the best so far.
     */
    static IndexReader of(List<IndexSnapshot> snapshots, Sort.Order order) throws IOException {
        if (!order.column().sortsByNumber()) {
            return of(snapshots);
        }
        String field = order.column().apiName();
        List<Segment> segments = new ArrayList<>();
        for (IndexSnapshot snapshot : snapshots) {
            for (LeafReaderContext leaf : snapshot.reader().leaves()) {
                segments.add(
                        new Segment(leaf.reader(), first(leaf.reader().getPointValues(field), order.descending())));
            }
        }
        Comparator<Segment> lowestFirst = Comparator.comparingLong(Segment::first);
        segments.sort(order.descending() ? lowestFirst.reversed() : lowestFirst);
        return together(segments.stream().map(Segment::reader).toArray(IndexReader[]::new));
    }

    /** @param first the number by which its first row sorts */
    private record Segment(LeafReader reader, long first) {}

    private static long first(@Nullable PointValues numbers, boolean descending) throws IOException {
        if (numbers == null || numbers.size() == 0) {
            return descending ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        byte[] first = descending ? numbers.getMaxPackedValue() : numbers.getMinPackedValue();
        return LongPoint.decodeDimension(first, 0);
    }

    /**
     * Nobody closes it. Told that the parts are its own, it does not hold them on its own account; else they would stay
     * open for ever.
     */
    private static IndexReader together(IndexReader[] parts) throws IOException {
        return new MultiReader(parts, true);
    }
}
