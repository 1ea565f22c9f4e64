package io.dialogpulse.streams.codec;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Change.ClientErased.Metrics;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.CrmLink;
import io.dialogpulse.core.CrmType;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.ClientUpdated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.ClosingStarted;
import io.dialogpulse.events.CrmEntity;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.FormFilled;
import io.dialogpulse.events.HistoryRequested;
import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Pinned;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.StatusEvent;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Input events as the model knows them. The events have passed the rules ({@code EventRules}). */
public final class EventCodec {
    private EventCodec() {}

    /** The model's event for a {@link MessageEvent} or {@link StatusEvent}. */
    public static DialogEvent decode(SpecificRecord event) {
        return switch (event) {
            case MessageEvent message ->
                new Message(
                        message.getEventId(),
                        message.getOccurredAt().toEpochMilli(),
                        person(message.getAuthor()),
                        message.getText(),
                        message.getAttachments(),
                        message.getAutomatic());
            case StatusEvent status ->
                new StatusChange(
                        status.getEventId(),
                        status.getOccurredAt().toEpochMilli(),
                        status.getActor() == null ? null : person(status.getActor()),
                        change(status.getChange()));
            default ->
                throw new IllegalArgumentException(
                        "not an event of a dialog: " + event.getSchema().getName());
        };
    }

    /** The model's event for a {@link io.dialogpulse.events.LineEvent}. */
    public static LineEvent decode(io.dialogpulse.events.LineEvent event) {
        LineChange change = switch (event.getChange()) {
            case LineRenamed renamed -> new LineChange.Renamed(renamed.getLineName());
            case LineDeleted _ -> new LineChange.Deleted();
            case LineTargetsSet targets -> new LineChange.TargetsSet(TargetsCodec.decode(targets));
            default -> throw new IllegalArgumentException("not a change of a line: " + event.getChange());
        };
        return new LineEvent(event.getEventId(), event.getOccurredAt().toEpochMilli(), change);
    }

    private static Change change(Object change) {
        return switch (change) {
            case Opened opened ->
                new Change.Opened(
                        new Line(opened.getLineId(), opened.getLineName()),
                        opened.getChannel(),
                        Direction.valueOf(opened.getDirection().name()),
                        opened.getClient() == null ? Client.UNKNOWN : client(opened.getClient()),
                        opened.getPageUrl());
            case Queued queued -> new Change.Queued(line(queued), operator(queued.getOperator()));
            case Accepted accepted -> new Change.Accepted(taken(accepted.getOperator()));
            case ClosingStarted _ -> new Change.ClosingStarted();
            case Closed closed -> new Change.Closed(closed.getSpam());
            case ClientRated rated -> new Change.ClientRated(rated.getRating());
            case Reviewed reviewed -> new Change.Reviewed(reviewed.getRating(), reviewed.getComment());
            case CrmLinked linked ->
                new Change.CrmLinked(
                        linked.getEntities().stream().map(EventCodec::link).toList());
            case FormFilled _ -> new Change.FormFilled();
            case HistoryRequested _ -> new Change.HistoryRequested();
            case Pinned pinned -> new Change.Pinned(pinned.getPinned());
            case ClientUpdated updated -> new Change.ClientUpdated(client(updated.getClient()));
            case ClientErased erased ->
                new Change.ClientErased(Metrics.valueOf(erased.getMetrics().name()));
            default -> throw new IllegalArgumentException("not a change: " + change);
        };
    }

    private static Person person(io.dialogpulse.events.Person person) {
        return new Person(
                Role.valueOf(person.getRole().name()), person.getId(), person.getName(), person.getDepartmentId());
    }

    private static Client client(io.dialogpulse.events.Client client) {
        return new Client(client.getId(), client.getName());
    }

    private static @Nullable Line line(Queued queued) {
        String id = queued.getLineId();
        return id == null || id.isEmpty() ? null : new Line(id, queued.getLineName());
    }

    private static @Nullable Operator operator(io.dialogpulse.events.@Nullable Operator operator) {
        return operator == null ? null : taken(operator);
    }

    private static Operator taken(io.dialogpulse.events.Operator operator) {
        return new Operator(operator.getId(), operator.getName(), operator.getDepartmentId());
    }

    private static CrmLink link(CrmEntity entity) {
        return new CrmLink(CrmType.valueOf(entity.getType().name()), entity.getId(), entity.getUrl());
    }
}
