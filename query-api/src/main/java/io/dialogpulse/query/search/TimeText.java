package io.dialogpulse.query.search;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as they are asked for: ISO-8601 with an offset, epoch milliseconds, a whole day {@code 2026-11-01}, or
 * relative: {@code now}, then up to ten times {@code +N} or {@code -N} with a unit of {@code s m h d w M}, then perhaps
 * {@code /d /w /M} for the whole day, week (from Monday) or month. Days, weeks and months are those of a time zone.
 */
record TimeText(Instant now, ZoneId zone) {
    static final String GRAMMAR =
            "ISO-8601 with an offset, epoch milliseconds, a day like 2026-11-01, or relative like now-7d or now/d";

    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,15}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern RELATIVE = Pattern.compile("now((?:[+-]\\d{1,6}[smhdwM]){0,10})(/[dwM])?");
    private static final Pattern STEP = Pattern.compile("([+-]\\d{1,6})([smhdwM])");

    /** The milliseconds it stands for; empty if it is no time. */
    Optional<Span> parse(String text) {
        try {
            Matcher relative = RELATIVE.matcher(text);
            if (relative.matches()) {
                return Optional.of(relative(relative.group(1), relative.group(2)));
            }
            if (MILLIS.matcher(text).matches()) {
                return Optional.of(Span.of(Long.parseLong(text)));
            }
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return Optional.of(span(day, day.plusDays(1)));
            }
            return Optional.of(Span.of(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Span relative(String steps, String rounding) {
        ZonedDateTime time = now.atZone(zone);
        Matcher step = STEP.matcher(steps);
        while (step.find()) {
            time = time.plus(Long.parseLong(step.group(1)), unit(step.group(2)));
        }
        if (rounding == null) {
            return Span.of(time.toInstant());
        }
        LocalDate day = time.toLocalDate();
        return switch (unit(rounding.substring(1))) {
            case WEEKS -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield span(monday, monday.plusWeeks(1));
            }
            case MONTHS -> span(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
            default -> span(day, day.plusDays(1));
        };
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            case "d" -> ChronoUnit.DAYS;
            case "w" -> ChronoUnit.WEEKS;
            case "M" -> ChronoUnit.MONTHS;
            default -> throw new IllegalArgumentException("no unit: " + letter);
        };
    }

    private Span span(LocalDate from, LocalDate to) {
        return new Span(
                from.atStartOfDay(zone).toInstant().toEpochMilli(),
                to.atStartOfDay(zone).toInstant().toEpochMilli());
    }
}
