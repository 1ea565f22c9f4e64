package io.dialogpulse.streams;

import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.core.target.Shift;
import io.dialogpulse.core.target.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random targets of lines, of which questions of random histories keep some and miss some. */
public final class RandomTargets {
    private final Random random;

    public RandomTargets(Random random) {
        this.random = random;
    }

    /** An event that sets some, or takes them back. */
    public LineEvent event(String eventId, long occurredAt) {
        return new LineEvent(eventId, occurredAt, new LineChange.TargetsSet(targets()));
    }

    private ResponseTargets targets() {
        if (random.nextInt(6) == 0) {
            return ResponseTargets.NONE;
        }
        return new ResponseTargets(duration(), random.nextInt(4) == 0 ? null : (Long) duration(), warning(), hours());
    }

    private long duration() {
        return 1_000L + random.nextInt(600_000);
    }

    private long warning() {
        return random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(200_000);
    }

    private @Nullable WorkingHours hours() {
        if (random.nextBoolean()) {
            return null;
        }
        // Many short ones at the time of random histories, which begin on a Monday at 13:33 UTC
        List<Shift> shifts = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            LocalTime from = LocalTime.of(13, 30).plusMinutes(random.nextInt(40));
            shifts.add(new Shift(DayOfWeek.MONDAY, from, from.plusMinutes(1 + random.nextInt(5))));
        }
        TreeSet<LocalDate> holidays = new TreeSet<>();
        if (random.nextInt(4) == 0) {
            holidays.add(LocalDate.of(2026, 9, 22).plusDays(random.nextInt(9)));
        }
        return new WorkingHours(ZoneId.of("UTC"), shifts, holidays);
    }
}
