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
import org.jspecify.annotations.Nullable;

/** An event as an entry of the history, and back: the entry tells all that the fold needs. */
public final class TimelineCodec {
    private TimelineCodec() {}

    /** The entry that shows an event. */
    public static TimelineEntry encode(String dialogId, DialogEvent event) {
        TimelineEntry.Builder entry = TimelineEntry.newBuilder()
                .setDialogId(dialogId)
                .setEventId(event.eventId())
                .setOccurredAt(Instant.ofEpochMilli(event.occurredAt()));
        switch (event) {
            case Message message -> {
                person(entry, message.author());
                entry.setType(EntryType.MESSAGE)
                        .setText(message.text())
                        .setAttachments(message.attachments())
                        .setAutomatic(message.automatic());
            }
            case StatusChange status -> {
                person(entry, status.actor());
                change(entry, status.change());
            }
        }
        return entry.build();
    }

    private static void person(TimelineEntry.Builder entry, @Nullable Person person) {
        if (person != null) {
            entry.setPersonRole(PersonRole.valueOf(person.role().name()))
                    .setPersonId(person.id())
                    .setPersonName(person.name())
                    .setPersonDepartmentId(person.departmentId());
        }
    }

    private static void change(TimelineEntry.Builder entry, Change change) {
        switch (change) {
            case Change.Opened opened -> {
                entry.setType(EntryType.OPENED)
                        .setLineId(opened.line().id())
                        .setLineName(opened.line().name())
                        .setChannel(opened.channel())
                        .setDirection(DialogDirection.valueOf(opened.direction().name()))
                        .setPageUrl(opened.pageUrl());
                client(entry, opened.client());
            }
            case Change.Queued queued -> {
                entry.setType(EntryType.QUEUED);
                if (queued.line() != null) {
                    entry.setLineId(queued.line().id())
                            .setLineName(queued.line().name());
                }
                if (queued.operator() != null) {
                    operator(entry, queued.operator());
                }
            }
            case Change.Accepted accepted -> operator(entry.setType(EntryType.ACCEPTED), accepted.operator());
            case Change.ClosingStarted _ -> entry.setType(EntryType.CLOSING_STARTED);
            case Change.Closed closed -> entry.setType(EntryType.CLOSED).setSpam(closed.spam());
            case Change.ClientRated rated ->
                entry.setType(EntryType.CLIENT_RATED).setRating(rated.rating());
            case Change.Reviewed reviewed ->
                entry.setType(EntryType.REVIEWED).setRating(reviewed.rating()).setComment(reviewed.comment());
            case Change.CrmLinked linked ->
                entry.setType(EntryType.CRM_LINKED)
                        .setCrm(linked.entities().stream().map(RowCodec::link).toList());
            case Change.FormFilled _ -> entry.setType(EntryType.FORM_FILLED);
            case Change.HistoryRequested _ -> entry.setType(EntryType.HISTORY_REQUESTED);
            case Change.Pinned pinned -> entry.setType(EntryType.PINNED).setPinned(pinned.pinned());
            case Change.ClientUpdated updated -> client(entry.setType(EntryType.CLIENT_UPDATED), updated.client());
        }
    }

    private static void client(TimelineEntry.Builder entry, Client client) {
        entry.setClientId(client.id()).setClientName(client.name());
    }

    private static void operator(TimelineEntry.Builder entry, Operator operator) {
        entry.setOperatorId(operator.id())
                .setOperatorName(operator.name())
                .setOperatorDepartmentId(operator.departmentId());
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
