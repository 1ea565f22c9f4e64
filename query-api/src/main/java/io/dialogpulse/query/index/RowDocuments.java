package io.dialogpulse.query.index;

import io.dialogpulse.metrics.DialogRow;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;

/** The rows of {@code dialogs}, by dialogId. */
public final class RowDocuments implements Documents<DialogRow> {
    private static final String OWN_FORMAT = "2";
    private static final Analyzer ANALYZER =
            new PerFieldAnalyzerWrapper(Fields.NAMES, Map.of(TextWords.FIELD, TextWords.ANALYZER));

    @Override
    public boolean belongs(String key, DialogRow row) {
        return row.getDialogId().equals(key);
    }

    @Override
    public String format() {
        return Fields.FORMAT + "." + OWN_FORMAT;
    }

    @Override
    public Term id(String key) {
        return Fields.id(key);
    }

    @Override
    public Document document(String key, DialogRow row, byte[] bytes) {
        Document document = Fields.document(row, bytes);
        Arrays.asList(
                        row.getClientName(),
                        row.getLineName(),
                        row.getOperatorName(),
                        row.getManagerComment(),
                        row.getPageUrl(),
                        String.valueOf(row.getNumber()))
                .stream()
                .filter(Objects::nonNull)
                .map(TextWords::field)
                .forEach(document::add);
        long joinKey = JoinKey.of(key);
        document.add(new LongPoint(JoinKey.FIELD, joinKey));
        document.add(new NumericDocValuesField(JoinKey.FIELD, joinKey));
        document.add(new NumericDocValuesField(PackedCounts.FIELD, PackedCounts.of(row)));
        return document;
    }

    @Override
    public Analyzer analyzer() {
        return ANALYZER;
    }
}
