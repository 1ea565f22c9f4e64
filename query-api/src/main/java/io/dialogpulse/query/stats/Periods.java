package io.dialogpulse.query.stats;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The periods of a dimension in a time zone. A period is known by a number: the epoch milliseconds of its beginning, or
 * for the recurring ones the hour or the weekday itself.
 *
 * <p>Not thread-safe: it remembers what it has worked out.
 */
public final class Periods {
    // Today's offsets are whole quarters of an hour, so a quarter nearly always lies in one period
    private static final long QUARTER_MS = 900_000;
    private static final int REMEMBERED = 1 << 13;
    private static final long NOTHING = Long.MIN_VALUE;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);
    private static final DateTimeFormatter WEEK = new DateTimeFormatterBuilder()
            .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
            .appendLiteral("-W")
            .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
            .toFormatter(Locale.ROOT);

    private final Dimension dimension;
    private final ZoneId zone;
    private final long[] quarters = new long[REMEMBERED];
    private final int[] ofQuarter = new int[REMEMBERED];
    private final Map<Long, Integer> indexes = new HashMap<>();
    private final List<Long> periods = new ArrayList<>();

    /** @param dimension one without a column */
    public Periods(Dimension dimension, ZoneId zone) {
        this.dimension = dimension;
        this.zone = zone;
        Arrays.fill(quarters, NOTHING);
    }

    /** The index of the period in which a time lies: from 0 on, in the order in which they were first asked for. */
    public int indexOf(long epochMillis) {
        long quarter = Math.floorDiv(epochMillis, QUARTER_MS);
        int slot = (int) (quarter & (REMEMBERED - 1));
        if (quarters[slot] == quarter) {
            return ofQuarter[slot];
        }
        long period = period(epochMillis);
        int index = indexes.computeIfAbsent(period, unknown -> {
            periods.add(unknown);
            return periods.size() - 1;
        });
        long start = quarter * QUARTER_MS;
        if (period(start) == period && period(start + QUARTER_MS - 1) == period) {
            quarters[slot] = quarter;
            ofQuarter[slot] = index;
        }
        return index;
    }

    /** The period with this index. */
    public long at(int index) {
        return periods.get(index);
    }

    private long period(long epochMillis) {
        ZonedDateTime time = Instant.ofEpochMilli(epochMillis).atZone(zone);
        return switch (dimension) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
            case DAY -> beginning(time);
            case WEEK -> beginning(time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> beginning(time.withDayOfMonth(1));
            case HOUR_OF_DAY -> time.getHour();
            case DAY_OF_WEEK -> time.getDayOfWeek().getValue();
            case LINE, CHANNEL, OPERATOR, DEPARTMENT, DIRECTION, STATUS ->
                throw new IllegalStateException(dimension + " is no period");
        };
    }

    /** A day begins at midnight, or where the clock leaps over midnight, at the first time that there is. */
    private long beginning(ZonedDateTime day) {
        return day.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /**
     * A period's name: {@code 2026-11-22T09:00+03:00}, {@code 2026-11-22}, {@code 2026-W47}, {@code 2026-11}, {@code 9}
     * for the hour of the day, {@code 1} for Monday.
     */
    public static String name(Dimension dimension, ZoneId zone, long period) {
        ZonedDateTime time = Instant.ofEpochMilli(period).atZone(zone);
        return switch (dimension) {
            case HOUR -> HOUR.format(time);
            case DAY -> DateTimeFormatter.ISO_LOCAL_DATE.format(time);
            case WEEK -> WEEK.format(time);
            case MONTH -> MONTH.format(time);
            default -> Long.toString(period);
        };
    }
}
