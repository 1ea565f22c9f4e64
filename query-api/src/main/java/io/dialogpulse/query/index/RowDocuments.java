package io.dialogpulse.query.index;

import io.dialogpulse.metrics.DialogRow;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;

/** The rows of {@code dialogs}, by dialogId. */
public final class RowDocuments implements Documents<DialogRow> {
    @Override
    public boolean belongs(String key, DialogRow row) {
        return row.getDialogId().equals(key);
    }

    @Override
    public String format() {
        return Fields.FORMAT;
    }

    @Override
    public Term id(String key) {
        return Fields.id(key);
    }

    @Override
    public Document document(String key, DialogRow row, byte[] bytes) {
        return Fields.document(row, bytes);
    }

    @Override
    public Analyzer analyzer() {
        return Fields.NAMES;
    }
}
