package io.dialogpulse.query.index;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** How a row becomes a document. A field is named as its column is in the API. */
final class Fields {
    /** Bumped whenever documents change: an index of another format is built again from the topic. */
    static final String FORMAT = "1";

    /** The row's bytes, as they stand in the topic. */
    static final String ROW = "_row";

    static final NameAnalyzer NAMES = new NameAnalyzer();

    /** Which documents have a word, and nothing more. */
    static final FieldType WORDS = words();

    private Fields() {}

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** The term that identifies a row's document. */
    static Term id(String dialogId) {
        return new Term(Column.DIALOG_ID.apiName(), dialogId);
    }

    /** The field with a name's words. */
    static String wordsOf(Column column) {
        return column.apiName() + ".words";
    }

    /** The field a column is sorted by. */
    static String sortOf(Column column) {
        return switch (column.kind()) {
            // Lucene skips by postings while it sorts, so these must say the same; of a list, only the first sorts
            case KEYWORDS, LINKS -> column.apiName() + ".first";
            default -> column.apiName();
        };
    }

    static Document document(DialogRow row, byte[] bytes) {
        Document document = new Document();
        for (Column column : Column.values()) {
            add(document, column, row);
        }
        document.add(new BinaryDocValuesField(ROW, new BytesRef(bytes)));
        return document;
    }

    private static void add(Document document, Column column, DialogRow row) {
        @Nullable Object sortKey = column.sortKeyIn(row);
        if (sortKey == null) {
            return;
        }
        if (sortKey instanceof Long number) {
            document.add(new LongPoint(column.apiName(), number));
            document.add(new NumericDocValuesField(sortOf(column), number));
            return;
        }
        document.add(new SortedDocValuesField(sortOf(column), new BytesRef(sortKey.toString())));
        if (column.valueIn(row) instanceof List<?> list) {
            list.forEach(value -> document.add(keyword(column, Column.keyword(value))));
        } else {
            document.add(keyword(column, sortKey.toString()));
        }
        if (column.kind() == Column.Kind.NAME) {
            document.add(new Field(wordsOf(column), sortKey.toString(), WORDS));
        }
    }

    private static Field keyword(Column column, String value) {
        return new StringField(column.apiName(), value, Field.Store.NO);
    }
}
