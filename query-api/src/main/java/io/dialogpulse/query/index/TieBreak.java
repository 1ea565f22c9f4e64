package io.dialogpulse.query.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what ties by a text that every document has. Lucene's own comparator reads the text of each hit that gets among
 * the first so far, and searches for it in each further segment, which took almost half of the time of a short list.
 * Here a text is read when something ties indeed.
 */
final class TieBreak extends FieldComparator<BytesRef> implements LeafFieldComparator {
    private final String field;
    /** By slot: where its document's text is, and the text once it was needed. */
    private final @Nullable SortedDocValues[] segments;

    private final int[] leaves;
    private final int[] ordinals;
    private final @Nullable BytesRef[] texts;

    private SortedDocValues segment = DocValues.emptySorted();
    private int leaf;
    private int bottom;
    private final Mark bottomMark = new Mark();
    private @Nullable BytesRef top;
    private final Mark topMark = new Mark();

    /** The place of a text in the order of the current segment. */
    private static final class Mark {
        private boolean known;
        private int ordinal;
        private boolean exact;

        void forget() {
            known = false;
        }

        void place(int found) {
            known = true;
            exact = found >= 0;
            // If it is not there, that of the next lower text
            ordinal = exact ? found : -found - 2;
        }

        int compareTo(int other) {
            return exact ? Integer.compare(ordinal, other) : ordinal >= other ? 1 : -1;
        }
    }

    private TieBreak(String field, int slots) {
        this.field = field;
        this.segments = new @Nullable SortedDocValues[slots];
        this.leaves = new int[slots];
        this.ordinals = new int[slots];
        this.texts = new @Nullable BytesRef[slots];
    }

    /** The order by a field that has sorted doc values in every document, for any place but the first. */
    static SortField by(String field, boolean descending) {
        return new SortField(
                field,
                new FieldComparatorSource() {
                    @Override
                    public FieldComparator<?> newComparator(String name, int slots, Pruning pruning, boolean reversed) {
                        return new TieBreak(name, slots);
                    }
                },
                descending);
    }

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
        segment = DocValues.getSorted(context.reader(), field);
        leaf = context.ord;
        bottomMark.forget();
        topMark.forget();
        return this;
    }

    @Override
    public void copy(int slot, int doc) throws IOException {
        segments[slot] = segment;
        leaves[slot] = leaf;
        ordinals[slot] = ordinalOf(doc);
        texts[slot] = null;
    }

    @Override
    public void setBottom(int slot) {
        bottom = slot;
        bottomMark.forget();
    }

    @Override
    public int compareBottom(int doc) throws IOException {
        if (!bottomMark.known) {
            bottomMark.place(leaves[bottom] == leaf ? ordinals[bottom] : segment.lookupTerm(value(bottom)));
        }
        return bottomMark.compareTo(ordinalOf(doc));
    }

    @Override
    public void setTopValue(BytesRef value) {
        top = value;
    }

    @Override
    public int compareTop(int doc) throws IOException {
        if (!topMark.known) {
            topMark.place(segment.lookupTerm(top));
        }
        return topMark.compareTo(ordinalOf(doc));
    }

    @Override
    public int compare(int one, int other) {
        return leaves[one] == leaves[other]
                ? Integer.compare(ordinals[one], ordinals[other])
                : value(one).compareTo(value(other));
    }

    @Override
    public BytesRef value(int slot) {
        BytesRef known = texts[slot];
        SortedDocValues values = segments[slot];
        if (known != null || values == null) {
            return known;
        }
        try {
            BytesRef read = BytesRef.deepCopyOf(values.lookupOrd(ordinals[slot]));
            texts[slot] = read;
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + field, e);
        }
    }

    @Override
    public void setScorer(Scorable scorer) {
        // Rows have no scores
    }

    private int ordinalOf(int doc) throws IOException {
        if (!segment.advanceExact(doc)) {
            throw new IllegalStateException("document " + doc + " has no " + field);
        }
        return segment.ordValue();
    }
}
