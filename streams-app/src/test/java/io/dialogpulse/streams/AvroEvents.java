package io.dialogpulse.streams;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.core.target.WorkingHours;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The model's events as a connector publishes them. */
public final class AvroEvents {
    private AvroEvents() {}

    /** The topic an event belongs on. */
    public static Topic topicOf(DialogEvent event) {
        return event instanceof Message ? Topic.DIALOG_MESSAGES : Topic.DIALOG_STATUSES;
    }

    /** The record for it. */
    public static SpecificRecord of(String dialogId, DialogEvent event) {
        Instant occurredAt = Instant.ofEpochMilli(event.occurredAt());
        return switch (event) {
            case Message message ->
                new MessageEvent(
                        message.eventId(),
                        dialogId,
                        occurredAt,
                        person(message.author()),
                        message.text(),
                        message.attachments(),
                        message.automatic());
            case StatusChange status ->
                new StatusEvent(
                        status.eventId(),
                        dialogId,
                        occurredAt,
                        status.actor() == null ? null : person(status.actor()),
                        change(status.change()));
        };
    }

    /** The record for an event of a line. */
    public static io.dialogpulse.events.LineEvent of(String lineId, LineEvent event) {
        Object change = switch (event.change()) {
            case LineChange.Renamed renamed -> new LineRenamed(renamed.name());
            case LineChange.TargetsSet set -> targets(set.targets());
            case LineChange.Deleted _ -> new LineDeleted();
        };
        return new io.dialogpulse.events.LineEvent(
                event.eventId(), lineId, Instant.ofEpochMilli(event.occurredAt()), change);
    }

    private static LineTargetsSet targets(ResponseTargets targets) {
        WorkingHours hours = targets.workingHours();
        return new LineTargetsSet(
                targets.firstResponseMs(),
                targets.responseMs(),
                targets.warnBeforeMs() == 0 ? null : (Long) targets.warnBeforeMs(),
                hours == null ? null : hours.zone().getId(),
                hours == null
                        ? List.of()
                        : hours.shifts().stream()
                                .map(shift -> new WorkingShift(
                                        Weekday.valueOf(shift.day().name()),
                                        shift.from().toString(),
                                        shift.to().toString()))
                                .toList(),
                hours == null
                        ? List.of()
                        : hours.holidays().stream().map(LocalDate::toString).toList());
    }

    private static Object change(Change change) {
        return switch (change) {
            case Change.Opened opened ->
                new Opened(
                        opened.line().id(),
                        opened.line().name(),
                        opened.channel(),
                        Direction.valueOf(opened.direction().name()),
                        client(opened.client()),
                        opened.pageUrl());
            case Change.Queued queued ->
                new Queued(
                        queued.line() == null ? null : queued.line().id(),
                        queued.line() == null ? null : queued.line().name(),
                        operator(queued.operator()));
            case Change.Accepted accepted -> new Accepted(operator(accepted.operator()));
            case Change.ClosingStarted _ -> new ClosingStarted();
            case Change.Closed closed -> new Closed(closed.spam());
            case Change.ClientRated rated -> new ClientRated(rated.rating());
            case Change.Reviewed reviewed -> new Reviewed(reviewed.rating(), reviewed.comment());
            case Change.CrmLinked linked -> new CrmLinked(entities(linked));
            case Change.FormFilled _ -> new FormFilled();
            case Change.HistoryRequested _ -> new HistoryRequested();
            case Change.Pinned pinned -> new Pinned(pinned.pinned());
            case Change.ClientUpdated updated -> new ClientUpdated(client(updated.client()));
            case Change.ClientErased erased ->
                new ClientErased(ErasedMetrics.valueOf(erased.metrics().name()));
        };
    }

    private static List<CrmEntity> entities(Change.CrmLinked linked) {
        return linked.entities().stream()
                .map(link -> new CrmEntity(CrmType.valueOf(link.type().name()), link.id(), link.url()))
                .toList();
    }

    private static Person person(io.dialogpulse.core.Person person) {
        return new Person(Role.valueOf(person.role().name()), person.id(), person.name(), person.departmentId());
    }

    private static Client client(io.dialogpulse.core.Client client) {
        return new Client(client.id(), client.name());
    }

    private static @Nullable Operator operator(io.dialogpulse.core.@Nullable Operator operator) {
        return operator == null ? null : new Operator(operator.id(), operator.name(), operator.departmentId());
    }
}
