package io.dialogpulse.core;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds a dialog and keeps every question, which {@link Dialog} does not: it grows with the dialog. For a whole timeline
 * at once; an event in order needs {@link Revision#onTop} alone.
 */
public final class QuestionFold {
    private final String dialogId;
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private @Nullable Dialog dialog;

    /** Goes on where a dialog stands, with no question but the open one. */
    QuestionFold(String dialogId, @Nullable Dialog dialog) {
        this.dialogId = dialogId;
        this.dialog = dialog;
        Question open = dialog == null ? null : Question.openIn(dialog);
        if (open != null) {
            questions.put(open.eventId(), open);
        }
    }

    /**
     * All questions of a dialog, in the order in which they were asked.
     *
     * @param events distinct events in the order of their positions
     */
    public static Iterable<Question> all(String dialogId, Iterator<? extends DialogEvent> events) {
        QuestionFold fold = new QuestionFold(dialogId, null);
        events.forEachRemaining(fold::add);
        return fold.questions.values();
    }

    void add(DialogEvent event) {
        Revision revision = Revision.onTop(dialogId, dialog, event);
        revision.changed().forEach(question -> questions.put(question.eventId(), question));
        dialog = revision.dialog();
    }

    /** By eventId. */
    Map<String, Question> questions() {
        return questions;
    }

    Dialog dialog() {
        if (dialog == null) {
            throw new IllegalStateException("no event yet");
        }
        return dialog;
    }
}
