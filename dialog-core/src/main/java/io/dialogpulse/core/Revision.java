package io.dialogpulse.core;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event makes of a dialog and its questions.
 *
 * @param dialog the dialog with the event
 * @param changed questions that are new or other than before
 * @param vanished eventIds of questions that are none any more, e.g. because an earlier message asked it
 */
public record Revision(Dialog dialog, List<Question> changed, List<String> vanished) {
    public Revision {
        changed = List.copyOf(changed);
        vanished = List.copyOf(vanished);
    }

    /**
     * Folds an event on top, which costs the same however long the dialog is.
     *
     * @param before null if the event is the dialog's first
     * @throws IllegalArgumentException if the event does not come after all that was folded
     */
    public static Revision onTop(String dialogId, @Nullable Dialog before, DialogEvent event) {
        Dialog after = before == null ? Dialog.begin(dialogId, event) : before.after(event);
        Question changed = Question.changedBy(event, before, after);
        return new Revision(after, changed == null ? List.of() : List.of(changed), List.of());
    }

    /**
     * Folds a late event in. From it on, the timeline is folded twice, with it and without: the difference between the
     * questions is what has to be corrected.
     *
     * @param timeline all events of the dialog in the order of their positions, the late one among them
     * @param late the late event's position
     */
    public static Revision late(String dialogId, Iterator<? extends DialogEvent> timeline, EventPosition late) {
        @Nullable Dialog undisputed = null;
        DialogEvent event = timeline.next();
        while (event.position().compareTo(late) < 0) {
            undisputed = undisputed == null ? Dialog.begin(dialogId, event) : undisputed.after(event);
            event = timeline.next();
        }
        QuestionFold without = new QuestionFold(dialogId, undisputed);
        QuestionFold with = new QuestionFold(dialogId, undisputed);
        with.add(event);
        while (timeline.hasNext()) {
            event = timeline.next();
            without.add(event);
            with.add(event);
        }
        return new Revision(
                with.dialog(),
                with.questions().values().stream()
                        .filter(question -> !question.equals(without.questions().get(question.eventId())))
                        .toList(),
                without.questions().keySet().stream()
                        .filter(eventId -> !with.questions().containsKey(eventId))
                        .toList());
    }
}
