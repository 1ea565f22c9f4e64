package io.dialogpulse.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {
    private static final SortedSet<LocalDate> NO_HOLIDAYS = new TreeSet<>();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static Stream<Long> seeds() {
        Long given = Long.getLong("dialogpulse.seed");
        return given == null ? new Random().longs(3).boxed() : Stream.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithWhoeverLooksAtTheClockEveryMinute(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            ZoneId zone = oneOf(
                    random,
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "Asia/Kolkata",
                    "Pacific/Apia",
                    "Africa/Casablanca",
                    "America/Sao_Paulo",
                    "UTC");
            List<Shift> shifts = shifts(random);
            long from = nearAChange(zone, random);
            SortedSet<LocalDate> holidays =
                    holidays(Instant.ofEpochMilli(from).atZone(zone).toLocalDate(), random);
            WorkingHours hours = new WorkingHours(zone, shifts, holidays);
            MinuteByMinute reference = new MinuteByMinute(zone, shifts, holidays);
            long to = from + random.nextLong(Duration.ofDays(10).toMillis());
            long worked = random.nextLong(Duration.ofDays(1).toMillis());

            assertThat(hours.between(from, to))
                    .as("%d of seed %d: %s in %s without %s from %d to %d", i, seed, shifts, zone, holidays, from, to)
                    .isEqualTo(reference.between(from, to));
            assertThat(hours.after(from, worked))
                    .as(
                            "%d of seed %d: %s in %s without %s, %d after %d",
                            i, seed, shifts, zone, holidays, worked, from)
                    .isEqualTo(reference.after(from, worked));
        }
    }

    private static ZoneId oneOf(Random random, String... ids) {
        return ZoneId.of(ids[random.nextInt(ids.length)]);
    }

    private static List<Shift> shifts(Random random) {
        List<Shift> shifts = new ArrayList<>();
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            shifts.add(new Shift(DayOfWeek.of(1 + random.nextInt(7)), time(random), time(random)));
        }
        return shifts;
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(3) == 0 ? random.nextInt(60) : 0);
    }

    private static SortedSet<LocalDate> holidays(LocalDate around, Random random) {
        SortedSet<LocalDate> holidays = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holidays.add(around.plusDays(random.nextInt(12) - 3));
        }
        return holidays;
    }

    private static long nearAChange(ZoneId zone, Random random) {
        long at = Instant.parse("2004-01-01T00:00:00Z").toEpochMilli()
                + random.nextLong(Duration.ofDays(365 * 20).toMillis());
        var change = zone.getRules().nextTransition(Instant.ofEpochMilli(at));
        return change == null
                ? at
                : change.getInstant().toEpochMilli()
                        - random.nextLong(Duration.ofDays(5).toMillis());
    }

    @Test
    void countsTheHoursOfAnOrdinaryWeek() {
        WorkingHours hours = new WorkingHours(BERLIN, nineToSix(), NO_HOLIDAYS);

        assertThat(Duration.ofMillis(hours.between(at("2026-11-20T17:50:00+01:00"), at("2026-11-23T09:20:00+01:00"))))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(hours.after(
                        at("2026-11-20T17:50:00+01:00"), Duration.ofMinutes(30).toMillis()))
                .isEqualTo(at("2026-11-23T09:20:00+01:00"));
    }

    @Test
    void endsWithTheWorkingDayIfNothingIsLeftForTheNext() {
        WorkingHours hours = new WorkingHours(BERLIN, nineToSix(), NO_HOLIDAYS);

        assertThat(hours.after(
                        at("2026-11-20T17:50:00+01:00"), Duration.ofMinutes(10).toMillis()))
                .isEqualTo(at("2026-11-20T18:00:00+01:00"));
    }

    @Test
    void workOfTheNightGoesOnAfterMidnightAndAfterSunday() {
        Shift night = new Shift(DayOfWeek.SUNDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));
        WorkingHours hours = new WorkingHours(BERLIN, List.of(night), NO_HOLIDAYS);

        assertThat(hours.between(at("2026-11-22T23:00:00+01:00"), at("2026-11-23T12:00:00+01:00")))
                .isEqualTo(Duration.ofHours(7).toMillis());
    }

    @Test
    void anHourThatTheClockSkipsIsNotWorkedAndOneThatItShowsTwiceIsWorkedTwice() {
        Shift early = new Shift(DayOfWeek.SUNDAY, LocalTime.of(2, 0), LocalTime.of(4, 0));
        WorkingHours hours = new WorkingHours(BERLIN, List.of(early), NO_HOLIDAYS);

        assertThat(hours.between(at("2026-03-29T00:00:00+01:00"), at("2026-03-29T12:00:00+02:00")))
                .isEqualTo(Duration.ofHours(1).toMillis());
        assertThat(hours.between(at("2026-10-25T00:00:00+02:00"), at("2026-10-25T12:00:00+01:00")))
                .isEqualTo(Duration.ofHours(3).toMillis());
    }

    @Test
    void aWholeWeekOfWholeDaysIsTheTimeThatPasses() {
        List<Shift> always = Arrays.stream(DayOfWeek.values())
                .map(day -> new Shift(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                .toList();
        WorkingHours hours = new WorkingHours(BERLIN, always, NO_HOLIDAYS);
        long from = at("2001-02-03T04:05:06+01:00");

        assertThat(hours.between(from, from + 1_000_000_000_000L)).isEqualTo(1_000_000_000_000L);
        assertThat(hours.after(from, 1_000_000_000_000L)).isEqualTo(from + 1_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Tokyo"})
    void reachesOverCenturiesOfAMinuteAWeek(String zone) {
        Shift minute = new Shift(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(9, 1));
        WorkingHours hours = new WorkingHours(ZoneId.of(zone), List.of(minute), NO_HOLIDAYS);
        long from = at("2026-11-22T12:00:00+01:00");
        long worked = Duration.ofDays(30).toMillis();

        long end = hours.after(from, worked);

        assertThat(hours.between(from, end)).isEqualTo(worked);
        assertThat(hours.between(from, end - 1)).isEqualTo(worked - 1);
    }

    @Test
    void nothingIsWorkedInATimeThatDoesNotPass() {
        WorkingHours hours = new WorkingHours(BERLIN, nineToSix(), NO_HOLIDAYS);
        long noon = at("2026-11-20T12:00:00+01:00");

        assertThat(hours.between(noon, noon)).isZero();
        assertThat(hours.between(noon, noon - 1)).isZero();
        assertThat(hours.after(noon, 0)).isEqualTo(noon);
    }

    @Test
    void refusesAWeekWithoutWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingHours(BERLIN, List.of(), NO_HOLIDAYS))
                .withMessage("working hours have no shift");
    }

    private static List<Shift> nineToSix() {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.compareTo(DayOfWeek.SATURDAY) < 0)
                .map(day -> new Shift(day, LocalTime.of(9, 0), LocalTime.of(18, 0)))
                .toList();
    }

    private static long at(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
