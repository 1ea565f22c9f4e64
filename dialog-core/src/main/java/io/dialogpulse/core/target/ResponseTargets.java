package io.dialogpulse.core.target;

import org.jspecify.annotations.Nullable;

/**
 * How soon a line means to answer: in working time if it has working hours, by the clock otherwise. Durations are
 * milliseconds.
 *
 * @param firstResponseMs of a dialog's first question; null without a target
 * @param responseMs of every further question; null without a target
 * @param warnBeforeMs how long before a question is due it is due soon; 0 for never
 */
public record ResponseTargets(
        @Nullable Long firstResponseMs,
        @Nullable Long responseMs,
        long warnBeforeMs,
        @Nullable WorkingHours workingHours) {
    /** Of a line that has set nothing. */
    public static final ResponseTargets NONE = new ResponseTargets(null, null, 0, null);

    /**
     * Until when a question is to be answered; null without a target.
     *
     * @param first whether it is its dialog's first
     */
    public @Nullable Deadline deadline(boolean first, long askedAt) {
        Long target = first ? firstResponseMs : responseMs;
        return target == null
                ? null
                : new Deadline(target, after(askedAt, Math.max(0, target - warnBeforeMs)), after(askedAt, target));
    }

    /** How much of the time between two moments was working time. */
    public long workingMs(long from, long to) {
        return workingHours == null ? to - from : workingHours.between(from, to);
    }

    private long after(long from, long duration) {
        return workingHours == null ? from + duration : workingHours.after(from, duration);
    }
}
