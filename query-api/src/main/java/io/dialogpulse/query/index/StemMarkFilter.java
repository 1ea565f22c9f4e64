package io.dialogpulse.query.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;

/** Sets stems apart from the words as they stand, in one field: {@code "=stem"}. */
final class StemMarkFilter extends TokenFilter {
    /** No word begins with it. */
    static final char MARK = '=';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final KeywordAttribute asItStands = addAttribute(KeywordAttribute.class);

    StemMarkFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        if (!asItStands.isKeyword()) {
            int length = term.length();
            char[] marked = term.resizeBuffer(length + 1);
            System.arraycopy(marked, 0, marked, 1, length);
            marked[0] = MARK;
            term.setLength(length + 1);
        }
        return true;
    }
}
