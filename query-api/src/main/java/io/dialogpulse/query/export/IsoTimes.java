package io.dialogpulse.query.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Writes times as {@code 2026-11-22T09:00:00.123+03:00}. Exports are mostly times, and {@link
 * java.time.format.DateTimeFormatter} would take most of an export's time.
 */
final class IsoTimes {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int MINUTE = 60;
    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    private final ZoneRules rules;
    private long day = Long.MIN_VALUE;
    private String date = "";

    IsoTimes(ZoneId zone) {
        this.rules = zone.getRules();
    }

    void append(StringBuilder text, Instant time) {
        ZoneOffset offset = rules.getOffset(time);
        long local = time.toEpochMilli() + (long) offset.getTotalSeconds() * MILLIS_PER_SECOND;
        text.append(date(Math.floorDiv(local, MILLIS_PER_DAY))).append('T');
        int millis = (int) Math.floorMod(local, MILLIS_PER_DAY);
        int seconds = millis / MILLIS_PER_SECOND;
        int minutes = seconds / MINUTE;
        two(text, minutes / MINUTE).append(':');
        two(text, minutes % MINUTE).append(':');
        two(text, seconds % MINUTE).append('.');
        int fraction = millis % MILLIS_PER_SECOND;
        text.append((char) ('0' + fraction / HUNDRED));
        two(text, fraction % HUNDRED).append(offset.getId());
    }

    private String date(long wanted) {
        if (wanted != day) {
            day = wanted;
            date = LocalDate.ofEpochDay(wanted).toString();
        }
        return date;
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / TEN)).append((char) ('0' + number % TEN));
    }
}
