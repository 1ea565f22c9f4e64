package io.dialogpulse.query.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where periods begin and what they are called. */
class PeriodsTest {
    @ParameterizedTest(name = "{0} of {2} in {1} is {3}")
    @CsvSource({
        "HOUR, UTC, 2026-11-22T09:59:59.999Z, 2026-11-22T09:00Z",
        "HOUR, Europe/Moscow, 2026-11-22T09:30:00Z, 2026-11-22T12:00+03:00",
        "HOUR, Asia/Kolkata, 2026-11-22T09:20:00Z, 2026-11-22T14:00+05:30",
        "DAY, Europe/Moscow, 2026-11-21T21:00:00Z, 2026-11-22",
        "DAY, Europe/Moscow, 2026-11-21T20:59:59.999Z, 2026-11-21",
        "DAY, America/New_York, 2026-11-22T04:59:59Z, 2026-11-21",
        "WEEK, UTC, 2026-11-22T23:59:59Z, 2026-W47",
        "WEEK, UTC, 2026-11-23T00:00:00Z, 2026-W48",
        "WEEK, UTC, 2027-01-01T00:00:00Z, 2026-W53",
        "MONTH, Asia/Tokyo, 2026-11-30T15:00:00Z, 2026-12",
        "HOUR_OF_DAY, Europe/Moscow, 2026-11-22T22:10:00Z, 1",
        "DAY_OF_WEEK, Europe/Moscow, 2026-11-22T22:10:00Z, 1",
        "DAY_OF_WEEK, UTC, 2026-11-22T22:10:00Z, 7"
    })
    void shouldNameThePeriodOfATime(Dimension dimension, ZoneId zone, Instant time, String name) {
        assertThat(name(dimension, zone, time)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource({
        // Clocks are put back at 03:00 summer time: the hour from 02:00 to 03:00 comes twice
        "Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T02:00+02:00",
        "Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-25T02:00+01:00"
    })
    void shouldTellTheTwoHoursApartWhenClocksArePutBack(ZoneId zone, Instant time, String name) {
        assertThat(name(Dimension.HOUR, zone, time)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource({
        // The day has 23 hours
        "Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29",
        "Europe/Berlin, 2026-03-29T21:59:59Z, 2026-03-29",
        "Europe/Berlin, 2026-03-29T22:00:00Z, 2026-03-30",
        // Clocks leap from 24:00 to 01:00: there is no midnight
        "America/Asuncion, 2023-10-01T04:00:00Z, 2023-10-01",
        "America/Asuncion, 2023-10-01T03:59:59Z, 2023-09-30"
    })
    void shouldBeginDaysWhereClocksSaySo(ZoneId zone, Instant time, String name) {
        assertThat(name(Dimension.DAY, zone, time)).isEqualTo(name);
    }

    private static String name(Dimension dimension, ZoneId zone, Instant time) {
        Periods periods = new Periods(dimension, zone);
        int index = periods.indexOf(time.toEpochMilli());
        // The second time from memory
        assertThat(periods.indexOf(time.toEpochMilli())).isEqualTo(index);
        return Periods.name(dimension, zone, periods.at(index));
    }
}
