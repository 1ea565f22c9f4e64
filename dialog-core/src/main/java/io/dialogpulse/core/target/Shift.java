package io.dialogpulse.core.target;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A part of the week in which a line works, by the clock on its wall.
 *
 * @param from whole minutes
 * @param to whole minutes; one that is not after {@code from} is on the next day, so that 00:00 to 00:00 is a whole day
 */
public record Shift(DayOfWeek day, LocalTime from, LocalTime to) {
    private static final int DAY_MINUTES = 24 * 60;

    /** Minutes from Monday 00:00 to the beginning. */
    int begins() {
        return (day.getValue() - 1) * DAY_MINUTES + minuteOfDay(from);
    }

    /** Minutes from the same Monday 00:00 to the end, which may lie in the next week. */
    int ends() {
        return (day.getValue() - 1) * DAY_MINUTES + minuteOfDay(to) + (to.isAfter(from) ? 0 : DAY_MINUTES);
    }

    private static int minuteOfDay(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
