package io.dialogpulse.schemas;

import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.WorkingShift;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for a line's response-time targets and working hours. */
final class LineTargetsRules {
    private static final long LONGEST = Duration.ofDays(30).toMillis();
    private static final int SHIFTS = 100;
    private static final int HOLIDAYS = 1_000;
    private static final Pattern BEGIN = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern END = Pattern.compile(BEGIN + "|24:00");

    private final BiConsumer<String, String> bad;

    private LineTargetsRules(BiConsumer<String, String> bad) {
        this.bad = bad;
    }

    /** @param bad takes the field and what is wrong with it */
    static void check(LineTargetsSet targets, BiConsumer<String, String> bad) {
        LineTargetsRules rules = new LineTargetsRules(bad);
        rules.duration("firstResponseMs", targets.getFirstResponseMs());
        rules.duration("responseMs", targets.getResponseMs());
        rules.duration("warnBeforeMs", targets.getWarnBeforeMs());
        if (targets.getWarnBeforeMs() != null
                && targets.getFirstResponseMs() == null
                && targets.getResponseMs() == null) {
            bad.accept("warnBeforeMs", "is set without firstResponseMs or responseMs, of which it would warn");
        }
        rules.workingHours(targets);
    }

    private void duration(String field, @Nullable Long millis) {
        if (millis != null && (millis <= 0 || millis > LONGEST)) {
            bad.accept(field, "is " + millis + ", not 1 to " + LONGEST + " milliseconds (30 days)");
        }
    }

    private void workingHours(LineTargetsSet targets) {
        List<WorkingShift> shifts = targets.getWorkingHours();
        zone(targets.getTimezone(), !shifts.isEmpty());
        few("workingHours", shifts.size(), SHIFTS);
        for (int i = 0; i < Math.min(shifts.size(), SHIFTS); i++) {
            String shift = "workingHours[" + i + "].";
            time(shift + "from", shifts.get(i).getFrom(), BEGIN, "00:00 to 23:59");
            time(shift + "to", shifts.get(i).getTo(), END, "00:00 to 24:00");
        }
        List<String> holidays = targets.getHolidays();
        if (shifts.isEmpty() && !holidays.isEmpty()) {
            bad.accept("holidays", "are set without workingHours, of which they would be taken");
        }
        few("holidays", holidays.size(), HOLIDAYS);
        for (int i = 0; i < Math.min(holidays.size(), HOLIDAYS); i++) {
            date("holidays[" + i + "]", holidays.get(i));
        }
    }

    private void zone(@Nullable String id, boolean needed) {
        if (id == null || id.isEmpty()) {
            if (needed) {
                bad.accept("timezone", "is missing: whose clock do the workingHours mean?");
            }
        } else if (!needed) {
            bad.accept("timezone", "is set without workingHours, whose clock it would be");
        } else if (!ZoneId.getAvailableZoneIds().contains(id)) {
            bad.accept("timezone", "is " + EventRules.shown(id) + ", no IANA time zone (Europe/Moscow)");
        }
    }

    private void few(String field, int size, int most) {
        if (size > most) {
            bad.accept(field, "has " + size + " entries, more than " + most);
        }
    }

    private void time(String field, String text, Pattern pattern, String range) {
        if (!pattern.matcher(text).matches()) {
            bad.accept(field, "is " + EventRules.shown(text) + ", not " + range);
        }
    }

    private void date(String field, String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeException _) {
            bad.accept(field, "is " + EventRules.shown(text) + ", no date (2027-01-01)");
        }
    }
}
