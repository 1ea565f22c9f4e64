package io.dialogpulse.query.events;

import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.Client;
import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.ClientUpdated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.ClosingStarted;
import io.dialogpulse.events.CrmEntity;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.CrmType;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.events.FormFilled;
import io.dialogpulse.events.HistoryRequested;
import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Pinned;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.events.Weekday;
import io.dialogpulse.events.WorkingShift;
import io.dialogpulse.schemas.Topic;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How each type of event is read from its flattened JSON. */
final class JsonEvent {
    private static final String MESSAGE = "message";

    private static final Set<Role> ROLES = EnumSet.complementOf(EnumSet.of(Role.UNKNOWN));
    private static final Set<Direction> DIRECTIONS = EnumSet.complementOf(EnumSet.of(Direction.UNKNOWN));
    private static final Set<CrmType> CRM_TYPES = EnumSet.complementOf(EnumSet.of(CrmType.UNKNOWN));

    private static final Set<ErasedMetrics> ERASED_METRICS = EnumSet.complementOf(EnumSet.of(ErasedMetrics.UNKNOWN));
    private static final Set<Weekday> WEEKDAYS = EnumSet.complementOf(EnumSet.of(Weekday.UNKNOWN));

    private static final Map<String, JsonFields.Reader<Object>> DIALOG_CHANGES = dialogChanges();
    private static final Map<String, JsonFields.Reader<Object>> LINE_CHANGES = lineChanges();

    private JsonEvent() {}

    private static Map<String, JsonFields.Reader<Object>> dialogChanges() {
        Map<String, JsonFields.Reader<Object>> changes = new LinkedHashMap<>();
        changes.put("opened", JsonEvent::opened);
        changes.put("queued", JsonEvent::queued);
        changes.put("accepted", fields -> new Accepted(fields.object("operator", JsonEvent::operator)));
        changes.put("closingStarted", fields -> new ClosingStarted());
        changes.put("closed", fields -> new Closed(fields.optionalFlag("spam")));
        changes.put("clientRated", fields -> new ClientRated(fields.number("rating")));
        changes.put(
                "reviewed",
                fields -> Reviewed.newBuilder()
                        .setRating(fields.optionalNumber("rating"))
                        .setComment(fields.optionalText("comment"))
                        .build());
        changes.put("crmLinked", fields -> new CrmLinked(fields.objects("entities", JsonEvent::crmEntity)));
        changes.put("formFilled", fields -> new FormFilled());
        changes.put("historyRequested", fields -> new HistoryRequested());
        changes.put("pinned", fields -> new Pinned(fields.flag("pinned")));
        changes.put("clientUpdated", fields -> new ClientUpdated(fields.object("client", JsonEvent::client)));
        changes.put("clientErased", fields -> new ClientErased(fields.symbol("metrics", ERASED_METRICS)));
        return Collections.unmodifiableMap(changes);
    }

    private static Map<String, JsonFields.Reader<Object>> lineChanges() {
        Map<String, JsonFields.Reader<Object>> changes = new LinkedHashMap<>();
        changes.put("lineRenamed", fields -> new LineRenamed(fields.text("lineName")));
        changes.put("lineDeleted", fields -> new LineDeleted());
        changes.put("lineTargetsSet", JsonEvent::lineTargets);
        return Collections.unmodifiableMap(changes);
    }

    /** Reads an event of any type, as it goes to its topic. */
    static OutgoingEvent read(JsonFields fields) throws BadField {
        String type = fields.text("type");
        if (type.equals(MESSAGE)) {
            return message(fields);
        }
        JsonFields.Reader<Object> dialogChange = DIALOG_CHANGES.get(type);
        if (dialogChange != null) {
            return status(fields, dialogChange);
        }
        JsonFields.Reader<Object> lineChange = LINE_CHANGES.get(type);
        if (lineChange != null) {
            return line(fields, lineChange);
        }
        throw new BadField(
                "type",
                "is unknown, not one of " + MESSAGE + ", " + String.join(", ", DIALOG_CHANGES.keySet()) + ", "
                        + String.join(", ", LINE_CHANGES.keySet()));
    }

    private static OutgoingEvent message(JsonFields fields) throws BadField {
        MessageEvent event = MessageEvent.newBuilder()
                .setEventId(fields.text("eventId"))
                .setDialogId(fields.text("dialogId"))
                .setOccurredAt(fields.time("occurredAt"))
                .setAuthor(fields.object("author", JsonEvent::person))
                .setText(fields.optionalText("text"))
                .setAttachments(orZero(fields.optionalNumber("attachments")))
                .setAutomatic(fields.optionalFlag("automatic"))
                .build();
        return new OutgoingEvent(Topic.DIALOG_MESSAGES, event.getDialogId(), event);
    }

    private static OutgoingEvent status(JsonFields fields, JsonFields.Reader<Object> change) throws BadField {
        StatusEvent event = StatusEvent.newBuilder()
                .setEventId(fields.text("eventId"))
                .setDialogId(fields.text("dialogId"))
                .setOccurredAt(fields.time("occurredAt"))
                .setActor(fields.optionalObject("actor", JsonEvent::person))
                .setChange(change.read(fields))
                .build();
        return new OutgoingEvent(Topic.DIALOG_STATUSES, event.getDialogId(), event);
    }

    private static OutgoingEvent line(JsonFields fields, JsonFields.Reader<Object> change) throws BadField {
        LineEvent event = LineEvent.newBuilder()
                .setEventId(fields.text("eventId"))
                .setLineId(fields.text("lineId"))
                .setOccurredAt(fields.time("occurredAt"))
                .setChange(change.read(fields))
                .build();
        return new OutgoingEvent(Topic.LINE_EVENTS, event.getLineId(), event);
    }

    private static Object opened(JsonFields fields) throws BadField {
        return Opened.newBuilder()
                .setLineId(fields.text("lineId"))
                .setLineName(fields.optionalText("lineName"))
                .setChannel(fields.text("channel"))
                .setDirection(fields.optionalSymbol("direction", DIRECTIONS, Direction.INBOUND))
                .setClient(fields.optionalObject("client", JsonEvent::client))
                .setPageUrl(fields.optionalText("pageUrl"))
                .build();
    }

    private static Object queued(JsonFields fields) throws BadField {
        return Queued.newBuilder()
                .setLineId(fields.optionalText("lineId"))
                .setLineName(fields.optionalText("lineName"))
                .setOperator(fields.optionalObject("operator", JsonEvent::operator))
                .build();
    }

    private static Object lineTargets(JsonFields fields) throws BadField {
        return LineTargetsSet.newBuilder()
                .setFirstResponseMs(fields.optionalLong("firstResponseMs"))
                .setResponseMs(fields.optionalLong("responseMs"))
                .setWarnBeforeMs(fields.optionalLong("warnBeforeMs"))
                .setTimezone(fields.optionalText("timezone"))
                .setWorkingHours(fields.optionalObjects("workingHours", JsonEvent::workingShift))
                .setHolidays(fields.optionalTexts("holidays"))
                .build();
    }

    private static WorkingShift workingShift(JsonFields fields) throws BadField {
        return WorkingShift.newBuilder()
                .setDay(fields.symbol("day", WEEKDAYS))
                .setFrom(fields.text("from"))
                .setTo(fields.text("to"))
                .build();
    }

    private static Person person(JsonFields fields) throws BadField {
        return Person.newBuilder()
                .setRole(fields.symbol("role", ROLES))
                .setId(fields.optionalText("id"))
                .setName(fields.optionalText("name"))
                .setDepartmentId(fields.optionalText("departmentId"))
                .build();
    }

    private static Client client(JsonFields fields) throws BadField {
        return Client.newBuilder()
                .setId(fields.optionalText("id"))
                .setName(fields.optionalText("name"))
                .build();
    }

    private static Operator operator(JsonFields fields) throws BadField {
        return Operator.newBuilder()
                .setId(fields.text("id"))
                .setName(fields.optionalText("name"))
                .setDepartmentId(fields.optionalText("departmentId"))
                .build();
    }

    private static CrmEntity crmEntity(JsonFields fields) throws BadField {
        return CrmEntity.newBuilder()
                .setType(fields.symbol("type", CRM_TYPES))
                .setId(fields.text("id"))
                .setUrl(fields.optionalText("url"))
                .build();
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
