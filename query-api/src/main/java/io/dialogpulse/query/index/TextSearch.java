package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Filter;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds the rows that have words, in their own texts or in those of their messages. One partition after the other, so
 * that however common a word is, only the dialogs of one partition are held at a time, 16 to 32 bytes each, and one bit
 * for every row.
 */
final class TextSearch {
    /** Below this share of the rows it is cheaper to look them up than to look at all. */
    private static final int FEW = 500;

    private final List<DirectoryReader> rows;
    private final List<DirectoryReader> entries;

    /** Both lists are in the order of the same partitions. */
    TextSearch(List<IndexSnapshot> rows, List<IndexSnapshot> entries) {
        this.rows = rows.stream().map(IndexSnapshot::reader).toList();
        this.entries = entries.stream().map(IndexSnapshot::reader).toList();
    }

    /** The rows of all partitions that have every one of these words. */
    Query matching(Filter.Text text, Deadline deadline) throws IOException {
        List<Query> words = TextWords.queries(text.words());
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("none of " + text.words() + " is a word");
        }
        RowSet found = new RowSet();
        for (int partition = 0; partition < rows.size(); partition++) {
            List<FixedBitSet> matching = matching(words, rows.get(partition), entries.get(partition), deadline);
            for (LeafReaderContext leaf : rows.get(partition).leaves()) {
                found.add(leaf.reader(), matching.get(leaf.ord));
            }
        }
        return found;
    }

    /** The rows of one partition, segment by segment. */
    private static List<FixedBitSet> matching(
            List<Query> words, DirectoryReader rows, DirectoryReader entries, Deadline deadline) throws IOException {
        List<FixedBitSet> all = matching(words.getFirst(), rows, entries, deadline);
        for (Query word : words.subList(1, words.size())) {
            if (all.stream().allMatch(FixedBitSet::scanIsEmpty)) {
                return all;
            }
            List<FixedBitSet> more = matching(word, rows, entries, deadline);
            for (int segment = 0; segment < all.size(); segment++) {
                all.get(segment).and(more.get(segment));
            }
        }
        return all;
    }

    private static List<FixedBitSet> matching(
            Query word, DirectoryReader rows, DirectoryReader entries, Deadline deadline) throws IOException {
        List<FixedBitSet> matching = rows.leaves().stream()
                .map(leaf -> new FixedBitSet(leaf.reader().maxDoc()))
                .toList();
        TimedSearcher searcher = new TimedSearcher(rows, deadline);
        mark(searcher, word, matching);
        JoinKeys dialogs = dialogsWith(word, entries, deadline);
        if (dialogs.size() < rows.maxDoc() / FEW) {
            mark(searcher, LongPoint.newSetQuery(JoinKey.FIELD, dialogs.toArray()), matching);
        } else {
            for (LeafReaderContext leaf : rows.leaves()) {
                deadline.require();
                mark(leaf, dialogs, matching.get(leaf.ord));
            }
        }
        return matching;
    }

    private static JoinKeys dialogsWith(Query word, DirectoryReader entries, Deadline deadline) throws IOException {
        JoinKeys dialogs = new JoinKeys();
        LeafCollecting.search(new TimedSearcher(entries, deadline), word, leaf -> {
            NumericDocValues keys = joinKeys(leaf);
            return document -> dialogs.add(keyOf(document, keys));
        });
        return dialogs;
    }

    private static void mark(TimedSearcher searcher, Query query, List<FixedBitSet> matching) throws IOException {
        LeafCollecting.search(searcher, query, leaf -> matching.get(leaf.ord)::set);
    }

    private static void mark(LeafReaderContext leaf, JoinKeys dialogs, FixedBitSet matching) throws IOException {
        NumericDocValues keys = joinKeys(leaf);
        for (int row = keys.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = keys.nextDoc()) {
            if (dialogs.contains(keys.longValue())) {
                matching.set(row);
            }
        }
    }

    private static NumericDocValues joinKeys(LeafReaderContext leaf) throws IOException {
        NumericDocValues keys = leaf.reader().getNumericDocValues(JoinKey.FIELD);
        if (keys == null) {
            throw new IllegalStateException("a segment without join keys");
        }
        return keys;
    }

    private static long keyOf(int document, NumericDocValues keys) throws IOException {
        if (!keys.advanceExact(document)) {
            throw new IllegalStateException("document " + document + " has no join key");
        }
        return keys.longValue();
    }
}
