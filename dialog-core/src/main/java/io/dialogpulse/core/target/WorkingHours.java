package io.dialogpulse.core.target;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a line works. A moment is working time if the clock on the line's wall shows a time within a shift, on a date that
 * is no holiday. So an hour that the clock skips in spring is not worked, and one that it shows twice in autumn is
 * worked twice.
 *
 * <p>Between two changes of the clock, working time is looked up; only these changes are walked through, two a year.
 */
public final class WorkingHours {
    private final ZoneId zone;
    private final List<Shift> shifts;
    private final SortedSet<LocalDate> holidays;
    private final ZoneRules clock;
    private final WorkingWeek week;

    /**
     * @param zone whose clock it is
     * @param shifts at least one; they may overlap
     * @param holidays dates without working time
     * @throws IllegalArgumentException if there is no shift: nothing would ever be due
     */
    public WorkingHours(ZoneId zone, Collection<Shift> shifts, SortedSet<LocalDate> holidays) {
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("working hours have no shift");
        }
        this.zone = zone;
        this.shifts = List.copyOf(shifts);
        this.holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
        this.clock = zone.getRules();
        this.week = new WorkingWeek(shifts, holidays);
    }

    /** Whose clock it is. */
    public ZoneId zone() {
        return zone;
    }

    /** As they were given. */
    public List<Shift> shifts() {
        return shifts;
    }

    /** Dates without working time. */
    public SortedSet<LocalDate> holidays() {
        return holidays;
    }

    /** Working milliseconds between two moments; 0 if the second is not later. */
    public long between(long from, long to) {
        long worked = 0;
        long at = from;
        while (at < to) {
            long offset = offset(at);
            long end = Math.min(to, nextChange(at));
            worked += week.until(end + offset) - week.until(at + offset);
            at = end;
        }
        return worked;
    }

    /** The first moment at which so many working milliseconds have passed. */
    public long after(long from, long worked) {
        long left = worked;
        long at = from;
        while (true) {
            long offset = offset(at);
            long done = week.until(at + offset);
            long end = Math.min(at + week.longest(left), nextChange(at));
            long here = week.until(end + offset) - done;
            if (here >= left) {
                return firstWith(done + left, at + offset, end + offset) - offset;
            }
            left -= here;
            at = end;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkingHours hours
                && zone.equals(hours.zone)
                && shifts.equals(hours.shifts)
                && holidays.equals(hours.holidays);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, shifts, holidays);
    }

    @Override
    public String toString() {
        return shifts + " in " + zone + " without " + holidays;
    }

    private long firstWith(long worked, long from, long to) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (week.until(middle) >= worked) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long offset(long at) {
        return clock.getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1_000L;
    }

    private long nextChange(long at) {
        ZoneOffsetTransition next = clock.nextTransition(Instant.ofEpochMilli(at));
        return next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
    }
}
