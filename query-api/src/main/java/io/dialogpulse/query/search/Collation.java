package io.dialogpulse.query.search;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;

/**
 * The order of names as people expect it, whatever their script: the root order of the Unicode CLDR. Case and accents
 * count only between names that are otherwise the same.
 */
final class Collation {
    // Of a comment of 4,096 characters, nobody sees the order beyond this; Lucene takes no term above 32 KiB
    private static final int MAX_KEY_BYTES = 1_024;

    private static final RuleBasedCollator ROOT = root();

    private Collation() {}

    private static RuleBasedCollator root() {
        RuleBasedCollator collator = (RuleBasedCollator) Collator.getInstance(ULocale.ROOT);
        // ё may come as one character or as two
        collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
        // Only a frozen one may be used by several threads
        collator.freeze();
        return collator;
    }

    /** Bytes that compare, unsigned, as the texts do. Texts with the same bytes are equal in this order. */
    static byte[] key(String text) {
        RawCollationKey key = ROOT.getRawCollationKey(text, null);
        return Arrays.copyOf(key.bytes, Math.min(key.size, MAX_KEY_BYTES));
    }
}
