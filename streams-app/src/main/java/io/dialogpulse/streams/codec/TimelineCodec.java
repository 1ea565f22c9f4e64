package io.dialogpulse.streams.codec;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.EntryType;
import io.dialogpulse.metrics.PersonRole;
import io.dialogpulse.metrics.TimelineEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as an entry of the history, and back: the entry tells all that the fold needs. */
public final class TimelineCodec {
    private TimelineCodec() {}

    /** The entry that shows an event. */
    public static TimelineEntry encode(String dialogId, DialogEvent event) {
        // Not by Avro's builder: it works out every default anew, for every entry.
        TimelineEntry entry = new TimelineEntry();
        entry.setDialogId(dialogId);
        entry.setEventId(event.eventId());
        entry.setOccurredAt(Instant.ofEpochMilli(event.occurredAt()));
        entry.setType(typeOf(event));
        entry.setCrm(List.of());
        switch (event) {
            case Message message -> {
                person(entry, message.author());
                entry.setText(message.text());
                entry.setAttachments(message.attachments());
                entry.setAutomatic(message.automatic());
            }
            case StatusChange status -> {
                if (status.actor() != null) {
                    person(entry, status.actor());
                }
                change(entry, status.change());
            }
        }
        return entry;
    }

    private static EntryType typeOf(DialogEvent event) {
        return switch (event) {
            case Message _ -> EntryType.MESSAGE;
            case StatusChange status ->
                switch (status.change()) {
                    case Change.Opened _ -> EntryType.OPENED;
                    case Change.Queued _ -> EntryType.QUEUED;
                    case Change.Accepted _ -> EntryType.ACCEPTED;
                    case Change.ClosingStarted _ -> EntryType.CLOSING_STARTED;
                    case Change.Closed _ -> EntryType.CLOSED;
                    case Change.ClientRated _ -> EntryType.CLIENT_RATED;
                    case Change.Reviewed _ -> EntryType.REVIEWED;
                    case Change.CrmLinked _ -> EntryType.CRM_LINKED;
                    case Change.FormFilled _ -> EntryType.FORM_FILLED;
                    case Change.HistoryRequested _ -> EntryType.HISTORY_REQUESTED;
                    case Change.Pinned _ -> EntryType.PINNED;
                    case Change.ClientUpdated _ -> EntryType.CLIENT_UPDATED;
                    case Change.ClientErased _ -> EntryType.CLIENT_ERASED;
                };
        };
    }

    private static void person(TimelineEntry entry, Person person) {
        entry.setPersonRole(PersonRole.valueOf(person.role().name()));
        entry.setPersonId(person.id());
        entry.setPersonName(person.name());
        entry.setPersonDepartmentId(person.departmentId());
    }

    private static void change(TimelineEntry entry, Change change) {
        switch (change) {
            case Change.Opened opened -> {
                line(entry, opened.line());
                entry.setChannel(opened.channel());
                entry.setDirection(DialogDirection.valueOf(opened.direction().name()));
                entry.setPageUrl(opened.pageUrl());
                client(entry, opened.client());
            }
            case Change.Queued queued -> {
                if (queued.line() != null) {
                    line(entry, queued.line());
                }
                if (queued.operator() != null) {
                    operator(entry, queued.operator());
                }
            }
            case Change.Accepted accepted -> operator(entry, accepted.operator());
            case Change.Closed closed -> entry.setSpam(closed.spam());
            case Change.ClientRated rated -> entry.setRating(rated.rating());
            case Change.Reviewed reviewed -> {
                entry.setRating(reviewed.rating());
                entry.setComment(reviewed.comment());
            }
            case Change.CrmLinked linked ->
                entry.setCrm(linked.entities().stream().map(RowCodec::link).toList());
            case Change.Pinned pinned -> entry.setPinned(pinned.pinned());
            case Change.ClientUpdated updated -> client(entry, updated.client());
            case Change.ClosingStarted _, Change.FormFilled _, Change.HistoryRequested _, Change.ClientErased _ -> {
                // The type says it all.
            }
        }
    }

    private static void line(TimelineEntry entry, Line line) {
        entry.setLineId(line.id());
        entry.setLineName(line.name());
    }

    private static void client(TimelineEntry entry, Client client) {
        entry.setClientId(client.id());
        entry.setClientName(client.name());
    }

    private static void operator(TimelineEntry entry, Operator operator) {
        entry.setOperatorId(operator.id());
        entry.setOperatorName(operator.name());
        entry.setOperatorDepartmentId(operator.departmentId());
    }

    /** The event that an entry shows. */
    public static DialogEvent decode(TimelineEntry entry) {
        long occurredAt = entry.getOccurredAt().toEpochMilli();
        if (entry.getType() == EntryType.MESSAGE) {
            Person author = person(entry);
            if (author == null) {
                throw new IllegalArgumentException("a message without author: " + entry.getEventId());
            }
            return new Message(
                    entry.getEventId(),
                    occurredAt,
                    author,
                    entry.getText(),
                    entry.getAttachments(),
                    entry.getAutomatic());
        }
        return new StatusChange(entry.getEventId(), occurredAt, person(entry), change(entry));
    }

    private static Change change(TimelineEntry entry) {
        return switch (entry.getType()) {
            case OPENED ->
                new Change.Opened(
                        new Line(entry.getLineId(), entry.getLineName()),
                        entry.getChannel(),
                        Direction.valueOf(entry.getDirection().name()),
                        client(entry),
                        entry.getPageUrl());
            case QUEUED ->
                new Change.Queued(
                        entry.getLineId() == null ? null : new Line(entry.getLineId(), entry.getLineName()),
                        entry.getOperatorId() == null ? null : operator(entry));
            case ACCEPTED -> new Change.Accepted(operator(entry));
            case CLOSING_STARTED -> new Change.ClosingStarted();
            case CLOSED -> new Change.Closed(entry.getSpam());
            case CLIENT_RATED -> new Change.ClientRated(entry.getRating());
            case REVIEWED -> new Change.Reviewed(entry.getRating(), entry.getComment());
            case CRM_LINKED ->
                new Change.CrmLinked(
                        entry.getCrm().stream().map(StateCodec::link).toList());
            case FORM_FILLED -> new Change.FormFilled();
            case HISTORY_REQUESTED -> new Change.HistoryRequested();
            case PINNED -> new Change.Pinned(entry.getPinned());
            case CLIENT_UPDATED -> new Change.ClientUpdated(client(entry));
            // Any other would have left no timeline.
            case CLIENT_ERASED -> new Change.ClientErased(Change.ClientErased.Metrics.KEPT);
            case MESSAGE, UNKNOWN -> throw new IllegalArgumentException("not a change: " + entry.getType());
        };
    }

    private static @Nullable Person person(TimelineEntry entry) {
        return entry.getPersonRole() == null
                ? null
                : new Person(
                        Role.valueOf(entry.getPersonRole().name()),
                        entry.getPersonId(),
                        entry.getPersonName(),
                        entry.getPersonDepartmentId());
    }

    private static Client client(TimelineEntry entry) {
        return new Client(entry.getClientId(), entry.getClientName());
    }

    private static Operator operator(TimelineEntry entry) {
        return new Operator(entry.getOperatorId(), entry.getOperatorName(), entry.getOperatorDepartmentId());
    }
}
