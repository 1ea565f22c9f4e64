package io.dialogpulse.query.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;

/**
 * How the records of a topic become documents.
 *
 * @param <T> the records' values
 */
public interface Documents<T> {
    /** Whether a record with this key may hold this value. */
    boolean belongs(String key, T value);

    /** Bumped whenever documents change: an index of another format is built again from the topic. */
    String format();

    /** The term that identifies a record's document. */
    Term id(String key);

    /**
     * The document of a record.
     *
     * @param bytes the value as it stands in the topic
     */
    Document document(String key, T value, byte[] bytes);

    /** How its texts are taken apart. */
    Analyzer analyzer();
}
