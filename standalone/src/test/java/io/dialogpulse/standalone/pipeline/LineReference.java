package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Change.ClientErased.Metrics;
import io.dialogpulse.core.Columns;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.EventPosition;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.ResponseCodec;
import io.dialogpulse.streams.codec.TimelineCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to be left when lines were renamed and deleted and clients erased, in plain Java: the fold of all events that
 * were not rejected, without the dialogs that are then in a deleted line or were removed.
 */
record LineReference(
        Map<String, Map<String, Object>> rows,
        Map<String, TimelineEntry> timeline,
        Map<String, DialogResponse> responses) {

    /**
     * What has to be left of what was published.
     *
     * @param published all deliveries of each dialog
     * @param rejected how often each event of each dialog is in the dead letters
     * @param names of renamed lines, by lineId
     * @param deleted ids of lines
     * @param there ids of dialogs that are there. They tell whether a dialog had a line at the moment in which one of its
     *     events named a deleted one, where only the order of arrival decides: its line was undone by a late event
     */
    static LineReference of(
            Map<String, List<DialogEvent>> published,
            Map<String, Map<EventPosition, Integer>> rejected,
            Map<String, String> names,
            Set<String> deleted,
            Set<String> there) {
        LineReference reference = new LineReference(new HashMap<>(), new HashMap<>(), new HashMap<>());
        published.forEach((dialogId, deliveries) -> {
            Map<EventPosition, Integer> letters = rejected.getOrDefault(dialogId, Map.of());
            TreeMap<EventPosition, DialogEvent> accepted = accepted(deliveries, letters);
            @Nullable
            Dialog dialog = accepted.isEmpty()
                    ? null
                    : Dialog.fold(dialogId, accepted.values().iterator());
            boolean removed = deliveries.stream().anyMatch(LineReference::removes);
            boolean refused = deliveries.stream()
                    .anyMatch(event -> names(event, deleted) && letters.containsKey(event.position()));
            boolean hadALine = accepted.values().stream().anyMatch(event -> lineOf(event) != null);
            if (dialog != null
                    && !removed
                    && (dialog.line() == null
                            ? !refused || (hadALine && there.contains(dialogId))
                            : !deleted.contains(dialog.line().id()))) {
                reference.add(dialog, accepted.values(), names);
            }
            if (!letters.isEmpty()) {
                assertThat(deliveries)
                        .as("dialog %s has rejected events: %s", dialogId, letters)
                        .anyMatch(event -> names(event, deleted) || removes(event));
            }
        });
        return reference;
    }

    private static TreeMap<EventPosition, DialogEvent> accepted(
            Collection<DialogEvent> deliveries, Map<EventPosition, Integer> letters) {
        Map<EventPosition, Integer> delivered = new HashMap<>();
        deliveries.forEach(event -> delivered.merge(event.position(), 1, Integer::sum));
        TreeMap<EventPosition, DialogEvent> accepted = new TreeMap<>();
        for (DialogEvent event : deliveries) {
            int count = Objects.requireNonNull(delivered.get(event.position()));
            if (letters.getOrDefault(event.position(), 0) < count) {
                accepted.putIfAbsent(event.position(), event);
            }
        }
        return accepted;
    }

    private void add(Dialog dialog, Collection<DialogEvent> events, Map<String, String> names) {
        String dialogId = dialog.dialogId();
        rows.put(dialogId, Columns.of(dialog.in(shown(dialog.line(), names))));
        events.forEach(event -> timeline.put(
                new TimelineKey(dialogId, event.occurredAt(), event.rank(), event.eventId()).toString(),
                TimelineCodec.encode(dialogId, dialog.kept(event))));
        QuestionFold.all(dialogId, events.iterator())
                .forEach(question -> responses.put(
                        new ResponseKey(dialogId, question.eventId()).toString(),
                        ResponseCodec.encode(dialogId, question.in(shown(question.line(), names)), LineFacts.NONE)));
    }

    private static @Nullable Line shown(@Nullable Line line, Map<String, String> names) {
        return line == null ? null : new Line(line.id(), names.getOrDefault(line.id(), line.name()));
    }

    private static boolean removes(DialogEvent event) {
        return event instanceof StatusChange status
                && status.change() instanceof Change.ClientErased(Metrics metrics)
                && metrics == Metrics.REMOVED;
    }

    private static boolean names(DialogEvent event, Set<String> lines) {
        Line line = lineOf(event);
        return line != null && lines.contains(line.id());
    }

    private static @Nullable Line lineOf(DialogEvent event) {
        return event instanceof StatusChange status
                ? switch (status.change()) {
                    case Change.Opened opened -> opened.line();
                    case Change.Queued queued -> queued.line();
                    default -> null;
                }
                : null;
    }
}
