package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Filter;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The words of a document's texts: all of a row's in one field, and a message's in the field of the same name. */
final class TextWords {
    static final String FIELD = "_text";
    static final Analyzer ANALYZER = new TextAnalyzer();

    private TextWords() {}

    static Field field(String text) {
        return new Field(FIELD, text, Fields.WORDS);
    }

    /** A query for each of the words that has a letter or a digit. */
    static List<Query> queries(List<Filter.Word> words) {
        List<Query> queries = new ArrayList<>();
        for (Filter.Word word : words) {
            // In turns a word as it stands and its stem
            List<String> terms = NameAnalyzer.terms(ANALYZER, FIELD, word.text());
            for (int i = 0; i < terms.size(); i += 2) {
                // "Anna-Mar*" is the word Anna and a word that begins with Mar
                boolean prefix = word.prefix() && i + 2 == terms.size();
                queries.add(
                        prefix
                                ? new PrefixQuery(new Term(FIELD, terms.get(i)))
                                : new TermQuery(new Term(FIELD, terms.get(i + 1))));
            }
        }
        return queries;
    }
}
