package io.dialogpulse.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.target.Deadline.Alarm;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ResponseTargetsTest {
    private static final long MINUTE = 60_000;
    private static final ResponseTargets TARGETS = new ResponseTargets(10 * MINUTE, 5 * MINUTE, 2 * MINUTE, null);

    @Test
    void theFirstQuestionHasATargetOfItsOwn() {
        assertThat(TARGETS.deadline(true, 0)).isEqualTo(new Deadline(10 * MINUTE, 8 * MINUTE, 10 * MINUTE));
        assertThat(TARGETS.deadline(false, 0)).isEqualTo(new Deadline(5 * MINUTE, 3 * MINUTE, 5 * MINUTE));
    }

    @Test
    void aLineMayHaveATargetForOneKindOfQuestionOnly() {
        ResponseTargets first = new ResponseTargets(MINUTE, null, 0, null);

        assertThat(first.deadline(true, 0)).isNotNull();
        assertThat(first.deadline(false, 0)).isNull();
        assertThat(ResponseTargets.NONE.deadline(true, 0)).isNull();
    }

    @Test
    void aWarningTimeLongerThanTheTargetWarnsAtOnce() {
        ResponseTargets targets = new ResponseTargets(MINUTE, null, 2 * MINUTE, null);

        assertThat(targets.deadline(true, 0)).isEqualTo(new Deadline(MINUTE, 0, MINUTE));
    }

    @Test
    void peopleAreWarnedWhileTheyWork() {
        WorkingHours hours = new WorkingHours(
                ZoneId.of("Europe/Berlin"),
                List.of(
                        new Shift(DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(18, 0)),
                        new Shift(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0))),
                new TreeSet<>());
        ResponseTargets targets = new ResponseTargets(15 * MINUTE, null, 10 * MINUTE, hours);
        long friday = at("2026-11-20T17:50:00+01:00");

        assertThat(targets.deadline(true, friday))
                .isEqualTo(new Deadline(15 * MINUTE, at("2026-11-20T17:55:00+01:00"), at("2026-11-23T09:05:00+01:00")));
        assertThat(targets.workingMs(friday, at("2026-11-23T09:02:00+01:00"))).isEqualTo(12 * MINUTE);
    }

    @Test
    void alarmsGrowWithTheTimeUntilTheTargetIsMissed() {
        Deadline deadline = new Deadline(10, 108, 110);

        assertThat(deadline.at(107)).isNull();
        assertThat(deadline.at(108)).isEqualTo(Alarm.DUE_SOON);
        assertThat(deadline.at(109)).isEqualTo(Alarm.DUE_SOON);
        assertThat(deadline.at(110)).isEqualTo(Alarm.BREACHED);
        assertThat(deadline.changesAfter(100)).isEqualTo(108);
        assertThat(deadline.changesAfter(108)).isEqualTo(110);
        assertThat(deadline.changesAfter(110)).isNull();
    }

    @Test
    void withoutAWarningTimeNothingIsDueSoon() {
        assertThat(new Deadline(10, 110, 110).at(109)).isNull();
        assertThat(new Deadline(10, 110, 110).at(110)).isEqualTo(Alarm.BREACHED);
    }

    private static long at(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
