package io.dialogpulse.query.index;

import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.schemas.TimelineKey;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Reads histories out of the snapshots of any number of partitions. Keys are terms, so a history is a run of terms. */
public final class DialogHistory {
    private final IndexReader reader;

    /** The snapshots stay the caller's to close, after the last reading. */
    public DialogHistory(List<IndexSnapshot> snapshots) throws IOException {
        this.reader = Segments.of(snapshots);
    }

    /**
     * A part of a dialog's history, in the direction of reading: keys and values as they stand in the topic.
     *
     * @param after the key after which it begins; empty for the beginning
     * @param limit the most entries to answer
     */
    public SequencedMap<String, byte[]> entries(String dialogId, HistoryOrder order, String after, int limit)
            throws IOException {
        Terms terms = MultiTerms.getTerms(reader, EntryDocuments.KEY);
        if (terms == null) {
            return new LinkedHashMap<>();
        }
        String prefix = TimelineKey.prefixOf(dialogId);
        return switch (order) {
            case OLDEST_FIRST -> {
                // The least key that is greater than the one after which to begin
                BytesRef from = new BytesRef(after.isEmpty() ? prefix : after + '\0');
                yield read(oldest(terms.iterator(), new BytesRef(prefix), from, limit));
            }
            case NEWEST_FIRST -> {
                // A digit follows the prefix, so all of the dialog's keys lie below
                BytesRef until = new BytesRef(after.isEmpty() ? prefix + (char) ('9' + 1) : after);
                yield read(newest(terms.iterator(), new BytesRef(prefix), until, limit));
            }
        };
    }

    private record Found(BytesRef key, int document) {}

    private List<Found> oldest(TermsEnum keys, BytesRef prefix, BytesRef from, int limit) throws IOException {
        List<Found> found = new ArrayList<>();
        Bits live = MultiBits.getLiveDocs(reader);
        PostingsEnum postings = null;
        if (keys.seekCeil(from) == TermsEnum.SeekStatus.END) {
            return found;
        }
        for (BytesRef key = keys.term();
                key != null && found.size() < limit && StringHelper.startsWith(key, prefix);
                key = keys.next()) {
            postings = keys.postings(postings, PostingsEnum.NONE);
            int document = document(postings, live);
            if (document != DocIdSetIterator.NO_MORE_DOCS) {
                found.add(new Found(BytesRef.deepCopyOf(key), document));
            }
        }
        return found;
    }

    // Terms are read forwards only, so all keys before are passed; for the longest dialogs that is a few milliseconds
    private Collection<Found> newest(TermsEnum keys, BytesRef prefix, BytesRef until, int limit) throws IOException {
        Deque<Found> found = new ArrayDeque<>();
        Bits live = MultiBits.getLiveDocs(reader);
        PostingsEnum postings = null;
        if (keys.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
            return found;
        }
        for (BytesRef key = keys.term();
                key != null && key.compareTo(until) < 0 && StringHelper.startsWith(key, prefix);
                key = keys.next()) {
            postings = keys.postings(postings, PostingsEnum.NONE);
            int document = document(postings, live);
            if (document != DocIdSetIterator.NO_MORE_DOCS) {
                found.addFirst(new Found(BytesRef.deepCopyOf(key), document));
                if (found.size() > limit) {
                    found.removeLast();
                }
            }
        }
        return found;
    }

    /** Replaced and deleted entries stay in the terms for a while. */
    private static int document(PostingsEnum postings, @Nullable Bits live) throws IOException {
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
            document = postings.nextDoc();
        }
        return document;
    }

    private SequencedMap<String, byte[]> read(Collection<Found> found) throws IOException {
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        for (Found entry : found) {
            entries.put(entry.key().utf8ToString(), StoredBytes.of(reader, entry.document(), EntryDocuments.ENTRY));
        }
        return entries;
    }
}
