package io.dialogpulse.core.target;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * How much of the time of a clock on the wall is working time, if it is never put forward or back: a sum that grows with
 * the time and is looked up, not counted. Times here are milliseconds from 1970-01-01 00:00 on that clock.
 */
final class WorkingWeek {
    private static final int WEEK_MINUTES = 7 * 24 * 60;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    static final long WEEK = 7 * DAY;
    // 1970 began on a Thursday
    private static final long MONDAY = 3 * DAY;

    // Stretches of the week in milliseconds from Monday 00:00, ascending and apart; and what was worked before each.
    private final long[] begins;
    private final long[] ends;
    private final long[] before;
    private final long total;

    private final long[] holidays;
    private final long[] lostBefore;

    WorkingWeek(Collection<Shift> shifts, SortedSet<LocalDate> dates) {
        List<int[]> stretches = stretches(shifts);
        begins = new long[stretches.size()];
        ends = new long[stretches.size()];
        before = new long[stretches.size()];
        long sum = 0;
        for (int i = 0; i < begins.length; i++) {
            begins[i] = stretches.get(i)[0] * MINUTE;
            ends[i] = stretches.get(i)[1] * MINUTE;
            before[i] = sum;
            sum += ends[i] - begins[i];
        }
        total = sum;
        holidays = dates.stream().mapToLong(date -> date.toEpochDay() * DAY).toArray();
        lostBefore = new long[holidays.length];
        for (int i = 1; i < holidays.length; i++) {
            lostBefore[i] = lostBefore[i - 1] + everyWeek(holidays[i - 1] + DAY) - everyWeek(holidays[i - 1]);
        }
    }

    private static List<int[]> stretches(Collection<Shift> shifts) {
        List<int[]> cut = new ArrayList<>();
        for (Shift shift : shifts) {
            cut.add(new int[] {shift.begins(), Math.min(shift.ends(), WEEK_MINUTES)});
            if (shift.ends() > WEEK_MINUTES) {
                cut.add(new int[] {0, shift.ends() - WEEK_MINUTES});
            }
        }
        cut.sort(Comparator.comparingInt(stretch -> stretch[0]));
        List<int[]> apart = new ArrayList<>();
        for (int[] stretch : cut) {
            if (!apart.isEmpty() && stretch[0] <= apart.getLast()[1]) {
                apart.getLast()[1] = Math.max(apart.getLast()[1], stretch[1]);
            } else {
                apart.add(stretch);
            }
        }
        return apart;
    }

    /** Working milliseconds up to a time; only differences mean something. */
    long until(long time) {
        long worked = everyWeek(time);
        int last = lastAtOrBefore(holidays, time);
        if (last < 0) {
            return worked;
        }
        long lost = everyWeek(Math.min(time, holidays[last] + DAY)) - everyWeek(holidays[last]);
        return worked - lostBefore[last] - lost;
    }

    /** The longest time that can pass until so much was worked. */
    long longest(long worked) {
        return (worked / total + 2 + holidays.length) * WEEK;
    }

    private long everyWeek(long time) {
        long sinceMonday = time + MONDAY;
        long inWeek = Math.floorMod(sinceMonday, WEEK);
        int last = lastAtOrBefore(begins, inWeek);
        long worked = last < 0 ? 0 : before[last] + Math.min(inWeek, ends[last]) - begins[last];
        return Math.floorDiv(sinceMonday, WEEK) * total + worked;
    }

    private static int lastAtOrBefore(long[] ascending, long value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
