package io.dialogpulse.query.index;

import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.TimelineKey;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** The entries of {@code dialog-timeline}, by their keys: sorted as terms, those of a dialog are in event order. */
public final class EntryDocuments implements Documents<TimelineEntry> {
    /** The entry's key in the topic. */
    static final String KEY = "key";
    /** The entry's bytes, as they stand in the topic. */
    static final String ENTRY = "_entry";

    private static final String FORMAT = "2";

    @Override
    public boolean belongs(String key, TimelineEntry entry) {
        return key.startsWith(TimelineKey.prefixOf(entry.getDialogId()));
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Term id(String key) {
        return new Term(KEY, key);
    }

    @Override
    public Document document(String key, TimelineEntry entry, byte[] bytes) {
        Document document = new Document();
        document.add(new StringField(KEY, key, Field.Store.NO));
        document.add(new BinaryDocValuesField(ENTRY, new BytesRef(bytes)));
        document.add(new NumericDocValuesField(JoinKey.FIELD, JoinKey.of(entry.getDialogId())));
        if (entry.getText() != null) {
            document.add(TextWords.field(entry.getText()));
        }
        return document;
    }

    @Override
    public Analyzer analyzer() {
        return TextWords.ANALYZER;
    }
}
