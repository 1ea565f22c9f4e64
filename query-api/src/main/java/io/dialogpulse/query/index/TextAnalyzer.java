package io.dialogpulse.query.index;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.tartarus.snowball.ext.RussianStemmer;

/**
 * Takes texts apart into words, each of them twice: as it stands, for beginnings of words, and as its stem in Russian or
 * English, marked, for whole words. Either stemmer leaves the other's script alone.
 */
final class TextAnalyzer extends Analyzer {
    private static final NormalizeCharMap SEPARATORS = separators();

    /** In chats a full stop often stands between two words without a space, and addresses are looked for by parts. */
    private static NormalizeCharMap separators() {
        NormalizeCharMap.Builder separators = new NormalizeCharMap.Builder();
        separators.add(".", " ");
        separators.add(":", " ");
        separators.add("_", " ");
        return separators.build();
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return NameAnalyzer.letters(new MappingCharFilter(SEPARATORS, reader));
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        TokenStream twice = new KeywordRepeatFilter(NameAnalyzer.folded(words));
        TokenStream stems = new PorterStemFilter(new SnowballFilter(twice, new RussianStemmer()));
        return new TokenStreamComponents(words, new StemMarkFilter(stems));
    }
}
