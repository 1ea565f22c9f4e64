package io.dialogpulse.query.index;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Takes names apart into words as people look for them: in lower case, without accents, ё as е. */
final class NameAnalyzer extends Analyzer {
    private static final char FIRST_ACCENT = '\u0300';
    private static final char LAST_ACCENT = '\u036f';
    private static final NormalizeCharMap LETTERS = letters();

    private static NormalizeCharMap letters() {
        NormalizeCharMap.Builder letters = new NormalizeCharMap.Builder();
        letters.add("ё", "е");
        letters.add("Ё", "Е");
        // й as macOS writes it: it is a letter of its own, not и with an accent
        letters.add("и\u0306", "й");
        letters.add("И\u0306", "Й");
        for (char accent = FIRST_ACCENT; accent <= LAST_ACCENT; accent++) {
            letters.add(String.valueOf(accent), "");
        }
        return letters.build();
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return letters(reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, folded(words));
    }

    /** The same text without the accents that stand for themselves. */
    static Reader letters(Reader text) {
        return new MappingCharFilter(LETTERS, text);
    }

    /** The same words in lower case and without accents. */
    static TokenStream folded(TokenStream words) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(words));
    }

    /** The words of a text, in order. */
    List<String> words(String field, String text) {
        return terms(this, field, text);
    }

    /** What an analyzer makes of a text, in order. */
    static List<String> terms(Analyzer analyzer, String field, String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return terms;
    }
}
