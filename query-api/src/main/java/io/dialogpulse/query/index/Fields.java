package io.dialogpulse.query.index;

import static java.util.Objects.requireNonNull;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** How a row becomes a document. A field is named as its column is in the API. */
final class Fields {
    /** Bumped whenever documents change: an index of another format is built again from the topic. */
    static final String FORMAT = "3";

    /** The row's bytes, as they stand in the topic. */
    static final String ROW = "_row";

    static final NameAnalyzer NAMES = new NameAnalyzer();

    /** Which documents have a word, and nothing more. */
    static final FieldType WORDS = words();

    /** A tokenizer for prose takes a host name for one word. */
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

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

    /** The field with every value of a list. */
    static String allOf(Column column) {
        return column.apiName() + ".all";
    }

    /** The field a column is sorted by. Lucene skips by its postings while it sorts, so these must say the same. */
    static String sortOf(Column column) {
        return switch (column.kind()) {
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
        BytesRef sortTerm = new BytesRef(column.textKey(sortKey.toString()));
        document.add(new SortedDocValuesField(sortOf(column), sortTerm));
        switch (column.kind()) {
            case KEYWORDS -> {
                for (Object value : (List<?>) requireNonNull(column.valueIn(row))) {
                    BytesRef term = new BytesRef(Column.keyword(value));
                    document.add(new StringField(column.apiName(), term, Field.Store.NO));
                    document.add(new SortedSetDocValuesField(allOf(column), term));
                }
            }
            case LINKS -> {
                // Whether there is one is all that is asked for
            }
            default -> document.add(new StringField(sortOf(column), sortTerm, Field.Store.NO));
        }
        if (column.hasWords()) {
            document.add(new Field(wordsOf(column), words(column, sortKey.toString()), WORDS));
        }
    }

    /** The part of a text that has words in it. */
    static String words(Column column, String text) {
        return column.kind() == Column.Kind.PAGE ? NO_WORD.matcher(text).replaceAll(" ") : text;
    }
}
