package io.dialogpulse.core;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A dialog after some of its events: {@code dialog = fold(sort(distinct(events)))}.
 *
 * <p>Its size does not grow with the number of events, and neither does the cost of {@link #after}.
 *
 * @param line the open line; null while unknown
 * @param erased the position of the last erasure of the client: events up to it are kept without the client's data;
 *     null if there was none
 * @param last the position of the last event folded
 */
public record Dialog(
        String dialogId,
        DetailedStatus detailedStatus,
        Origin origin,
        @Nullable Line line,
        Client client,
        Responsibility responsibility,
        Dates dates,
        Questions questions,
        BotPhase botPhase,
        Messages messages,
        Annotations annotations,
        Counts counts,
        @Nullable EventPosition erased,
        EventPosition last) {

    /** The dialog whose first event this is. */
    public static Dialog begin(String dialogId, DialogEvent first) {
        return new Dialog(
                        dialogId,
                        DetailedStatus.NEW,
                        Origin.UNKNOWN,
                        null,
                        Client.UNKNOWN,
                        Responsibility.NOBODY,
                        Dates.createdAt(first.occurredAt()),
                        Questions.NONE,
                        BotPhase.BEGUN,
                        Messages.NONE,
                        Annotations.NONE,
                        Counts.ZERO,
                        null,
                        first.position())
                .then(first);
    }

    /**
     * The dialog that these events make.
     *
     * @param events distinct events in the order of their positions, at least one
     */
    public static Dialog fold(String dialogId, Iterator<? extends DialogEvent> events) {
        Dialog dialog = begin(dialogId, events.next());
        while (events.hasNext()) {
            dialog = dialog.after(events.next());
        }
        return dialog;
    }

    /** Whether an event comes after all that was folded, so that it can be folded on top. */
    public boolean precedes(DialogEvent event) {
        return last.compareTo(event.position()) < 0;
    }

    /** An event as it is to be kept: without the client's data if they were erased at its time or later. */
    public DialogEvent kept(DialogEvent event) {
        return erased != null && event.position().compareTo(erased) <= 0 ? event.erased() : event;
    }

    /**
     * The dialog after one more event.
     *
     * @throws IllegalArgumentException if the event does not come after all that was folded
     */
    public Dialog after(DialogEvent event) {
        if (!precedes(event)) {
            throw new IllegalArgumentException(event.position() + " does not come after " + last);
        }
        return then(event);
    }

    /** The dialog with its line as it is to be shown. */
    public Dialog in(@Nullable Line shown) {
        return new Dialog(
                dialogId,
                detailedStatus,
                origin,
                shown,
                client,
                responsibility,
                dates,
                questions,
                botPhase,
                messages,
                annotations,
                counts,
                erased,
                last);
    }

    private Dialog then(DialogEvent event) {
        Step step = Step.of(event, this);
        long at = event.occurredAt();
        return new Dialog(
                dialogId,
                detailedStatus.after(step),
                origin.after(step),
                Line.after(step, line),
                client.after(step),
                responsibility.after(step),
                dates.after(step, at),
                questions.after(step, event),
                botPhase.after(step, at),
                messages.after(step, at),
                annotations.after(step),
                counts.after(step),
                step instanceof Step.Erasure ? event.position() : erased,
                event.position());
    }

    /** Time of the last event. */
    public long modifiedAt() {
        return last.occurredAt();
    }

    /** From creation to the first reply, less the bot's time. */
    public @Nullable Long replyWaitMs() {
        Long wait = sinceCreation(dates.operatorRepliedAt());
        Long bot = botMs();
        return wait == null || bot == null ? wait : (Long) (wait - bot);
    }

    /** From creation to the operator's start. */
    public @Nullable Long startWaitMs() {
        return sinceCreation(dates.operatorStartedAt());
    }

    /** From creation to the operator's closing. */
    public @Nullable Long operatorCloseMs() {
        return sinceCreation(dates.operatorClosedAt());
    }

    /** The bot's time at the beginning. */
    public @Nullable Long botMs() {
        return botPhase.lastedSince(dates.createdAt());
    }

    private @Nullable Long sinceCreation(@Nullable Long at) {
        return at == null ? null : (Long) (at - dates.createdAt());
    }
}
