package io.dialogpulse.bench.list;

import java.util.List;

/**
 * What a side answers.
 *
 * @param ids of the page's dialogs, in order
 * @param total how many dialogs match; {@link #UNCOUNTED} if that was not asked
 */
record Answer(List<String> ids, long total) {
    static final long UNCOUNTED = -1;

    /** Whether both say the same, as far as both say something. */
    boolean agreesWith(Answer other) {
        boolean totals = total == other.total || total == UNCOUNTED || other.total == UNCOUNTED;
        return totals && ids.equals(other.ids);
    }
}
