package io.dialogpulse.core.target;

import org.jspecify.annotations.Nullable;

/**
 * Until when a question is to be answered.
 *
 * @param targetMs how soon after it was asked, in milliseconds of the line's working time
 * @param warnAt from when on it is due soon, not after {@code dueAt}
 * @param dueAt from when on the target is missed
 */
public record Deadline(long targetMs, long warnAt, long dueAt) {
    /** What there is to be alarmed about. */
    public enum Alarm {
        /** Less than the line's warning time is left, or was when the question ended. */
        DUE_SOON,
        /** The target is missed. */
        BREACHED
    }

    /**
     * What there is to be alarmed about at a moment; null if nothing.
     *
     * @param at when the question ended; now, if it is open
     */
    public @Nullable Alarm at(long at) {
        if (at >= dueAt) {
            return Alarm.BREACHED;
        }
        return at >= warnAt ? Alarm.DUE_SOON : null;
    }

    /** When there will next be more to be alarmed about than at a moment; null if never. */
    public @Nullable Long changesAfter(long at) {
        Alarm alarm = at(at);
        if (alarm == Alarm.BREACHED) {
            return null;
        }
        return (Long) (alarm == null ? warnAt : dueAt);
    }
}
