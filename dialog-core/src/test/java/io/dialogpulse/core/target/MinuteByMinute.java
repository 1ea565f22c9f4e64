package io.dialogpulse.core.target;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Working time by looking at the clock on the wall every minute. */
record MinuteByMinute(ZoneId zone, List<Shift> shifts, Set<java.time.LocalDate> holidays) {
    private static final long MINUTE = 60_000;

    long between(long from, long to) {
        long worked = 0;
        for (long minute = Math.floorDiv(from, MINUTE) * MINUTE; minute < to; minute += MINUTE) {
            if (works(minute)) {
                worked += Math.min(to, minute + MINUTE) - Math.max(from, minute);
            }
        }
        return worked;
    }

    long after(long from, long worked) {
        long left = worked;
        long at = from;
        while (left > 0) {
            long minute = Math.floorDiv(at, MINUTE) * MINUTE;
            long step = minute + MINUTE - at;
            if (works(minute)) {
                if (step >= left) {
                    return at + left;
                }
                left -= step;
            }
            at += step;
        }
        return at;
    }

    private boolean works(long at) {
        ZonedDateTime wall = Instant.ofEpochMilli(at).atZone(zone);
        if (holidays.contains(wall.toLocalDate())) {
            return false;
        }
        LocalTime time = wall.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        DayOfWeek today = wall.getDayOfWeek();
        for (Shift shift : shifts) {
            boolean overnight = !shift.to().isAfter(shift.from());
            boolean begun = shift.day() == today && !time.isBefore(shift.from());
            boolean ended = !overnight && !time.isBefore(shift.to());
            boolean sinceYesterday = overnight && shift.day() == today.minus(1) && time.isBefore(shift.to());
            if ((begun && !ended) || sinceYesterday) {
                return true;
            }
        }
        return false;
    }
}
