package io.dialogpulse.query.index;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The number by which entries find their dialog's row: comparing numbers is many times cheaper than comparing ids, and
 * common words join millions. Two of ten million dialogs share one with a chance of 1 to 370,000.
 */
final class JoinKey {
    /** The field that rows and entries have it in. */
    static final String FIELD = "_join";
    /** No key has this value. */
    static final long NONE = 0;

    private JoinKey() {}

    static long of(String dialogId) {
        long hash = StringHelper.murmurhash3_x64_128(new BytesRef(dialogId))[0];
        return hash == NONE ? 1 : hash;
    }
}
