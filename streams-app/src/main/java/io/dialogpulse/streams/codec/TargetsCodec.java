package io.dialogpulse.streams.codec;

import io.dialogpulse.core.LineFacts.Latest;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.core.target.Shift;
import io.dialogpulse.core.target.WorkingHours;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.WorkingShift;
import io.dialogpulse.streams.state.LineHours;
import io.dialogpulse.streams.state.LineShift;
import io.dialogpulse.streams.state.LineTargets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line's targets as the model has them, from the event that sets them, and to and from the state. */
final class TargetsCodec {
    private static final String MIDNIGHT = "24:00";
    private static final int HOUR_MINUTES = 60;

    private TargetsCodec() {}

    /** The targets that an event sets which keeps the rules. */
    static ResponseTargets decode(LineTargetsSet event) {
        Long warnBefore = event.getWarnBeforeMs();
        return new ResponseTargets(
                event.getFirstResponseMs(),
                event.getResponseMs(),
                warnBefore == null ? 0 : warnBefore,
                event.getWorkingHours().isEmpty() ? null : hours(event));
    }

    private static WorkingHours hours(LineTargetsSet event) {
        return new WorkingHours(
                ZoneId.of(event.getTimezone()),
                event.getWorkingHours().stream().map(TargetsCodec::shift).toList(),
                event.getHolidays().stream().map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Shift shift(WorkingShift shift) {
        return new Shift(
                DayOfWeek.valueOf(shift.getDay().name()),
                LocalTime.parse(shift.getFrom()),
                shift.getTo().equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(shift.getTo()));
    }

    static @Nullable LineTargets stateOf(@Nullable Latest<ResponseTargets> targets) {
        if (targets == null) {
            return null;
        }
        ResponseTargets value = targets.value();
        WorkingHours hours = value.workingHours();
        return new LineTargets(
                value.firstResponseMs(),
                value.responseMs(),
                value.warnBeforeMs(),
                hours == null ? null : stateOf(hours),
                targets.occurredAt(),
                targets.eventId());
    }

    private static LineHours stateOf(WorkingHours hours) {
        return new LineHours(
                hours.zone().getId(),
                hours.shifts().stream()
                        .map(shift -> new LineShift(shift.day().getValue(), minutes(shift.from()), minutes(shift.to())))
                        .toList(),
                hours.holidays().stream()
                        .map(date -> Math.toIntExact(date.toEpochDay()))
                        .toList());
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * HOUR_MINUTES + time.getMinute();
    }

    static @Nullable Latest<ResponseTargets> decode(@Nullable LineTargets state) {
        if (state == null) {
            return null;
        }
        LineHours hours = state.getWorkingHours();
        return new Latest<>(
                new ResponseTargets(
                        state.getFirstResponseMs(),
                        state.getResponseMs(),
                        state.getWarnBeforeMs(),
                        hours == null ? null : decode(hours)),
                state.getOccurredAt(),
                state.getEventId());
    }

    private static WorkingHours decode(LineHours hours) {
        return new WorkingHours(
                ZoneId.of(hours.getTimezone()),
                hours.getShifts().stream()
                        .map(shift ->
                                new Shift(DayOfWeek.of(shift.getDay()), time(shift.getFrom()), time(shift.getTo())))
                        .toList(),
                hours.getHolidays().stream().map(LocalDate::ofEpochDay).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / HOUR_MINUTES, minutes % HOUR_MINUTES);
    }
}
