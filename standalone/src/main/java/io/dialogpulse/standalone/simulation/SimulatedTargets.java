package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.Weekday;
import io.dialogpulse.events.WorkingShift;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How soon the invented company means to answer: so that some questions are late, and most are not. */
final class SimulatedTargets {
    private static final long SECOND = 1_000;
    private static final String WITH_OFFICE_HOURS = "billing";

    private SimulatedTargets() {}

    /** What sets the targets of all lines. */
    static List<LineEvent> events(Instant at) {
        return Cast.LINES.stream()
                .map(line -> new LineEvent("targets", line.id(), at, targets(line)))
                .toList();
    }

    private static LineTargetsSet targets(Cast.Line line) {
        boolean office = line.id().equals(WITH_OFFICE_HOURS);
        return new LineTargetsSet(
                60 * SECOND,
                120 * SECOND,
                20 * SECOND,
                office ? "Europe/Moscow" : null,
                office ? officeHours() : List.of(),
                List.of());
    }

    private static List<WorkingShift> officeHours() {
        return Stream.of(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)
                .map(day -> new WorkingShift(day, "09:00", "18:00"))
                .toList();
    }
}
