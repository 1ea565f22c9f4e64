package io.dialogpulse.query.action;

import io.dialogpulse.events.Person;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.schemas.EventRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The events of one request of a caller, who is their actor. All have one id, so a history tells what was done together.
 *
 * @param eventId begins with what kind of request it is, so connectors know it from their own
 */
record OwnEvents(String eventId, Person actor, Instant now) {
    /** What the rules call otherwise than the request does. */
    private static final Map<String, String> ASKED = Map.of(
            "operator.id", "to.operatorId",
            "operator.name", "to.operatorName",
            "operator.departmentId", "to.departmentId",
            "lineId", "to.lineId",
            "lineName", "to.lineName");

    static OwnEvents of(String kind, Caller caller, InstantSource clock) {
        return new OwnEvents(
                kind + "-" + UUID.randomUUID(),
                new Person(Role.OPERATOR, caller.userId(), caller.name(), caller.department()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * What happened to a dialog.
     *
     * @throws InvalidRequest if that breaks the rules of events
     */
    StatusEvent about(DialogRow row, Object change) {
        StatusEvent event = new StatusEvent(eventId, row.getDialogId(), after(row.getModifiedAt()), actor, change);
        List<FieldError> errors = EventRules.check(event, event.getDialogId(), now.toEpochMilli()).stream()
                .map(OwnEvents::error)
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return event;
    }

    /** What is done answers what is known: a connector whose clock is ahead must not make it come before that. */
    private Instant after(Instant known) {
        if (known.isBefore(now)) {
            return now;
        }
        Instant next = known.plusMillis(1);
        Instant latest = now.plus(EventRules.AHEAD);
        return next.isAfter(latest) ? latest : next;
    }

    private static FieldError error(EventRules.Violation violation) {
        return new FieldError(
                ASKED.getOrDefault(violation.field(), violation.field()),
                violation.detail().substring(violation.field().length() + 1));
    }
}
