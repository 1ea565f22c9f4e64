package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * A question of the client, as it stands. What it says of the dialog is as of the moment in which the question ended;
 * of an open one, as of now: whoever is responsible now has to answer it.
 *
 * @param eventId the message that asked it, the first of a burst
 * @param askedAt when that was written
 * @param first whether it is the dialog's first
 * @param line the line that the dialog was in; null while unknown
 * @param responsible the operator responsible for the dialog, be it another one than who answered; null if nobody was
 */
public record Question(
        String eventId,
        long askedAt,
        boolean first,
        @Nullable Line line,
        @Nullable String channel,
        Direction direction,
        @Nullable Operator responsible,
        Outcome outcome) {

    /** What became of it. */
    public sealed interface Outcome {
        /** It waits for an answer. */
        record Open() implements Outcome {}

        /** An operator replied. */
        record Answered(Person by, long at) implements Outcome {}

        /** The closing dropped it. */
        record ClosedUnanswered(long at) implements Outcome {}
    }

    /** Milliseconds from the question to its answer; null if there is none. */
    public @Nullable Long responseMs() {
        return outcome instanceof Outcome.Answered(Person _, long at) ? (Long) (at - askedAt) : null;
    }

    /** When it was answered or dropped; null while it is open. */
    public @Nullable Long endedAt() {
        return switch (outcome) {
            case Outcome.Open _ -> null;
            case Outcome.Answered(Person _, long at) -> (Long) at;
            case Outcome.ClosedUnanswered(long at) -> (Long) at;
        };
    }

    /** The question with its line as it is to be shown. */
    public Question in(@Nullable Line shown) {
        return new Question(eventId, askedAt, first, shown, channel, direction, responsible, outcome);
    }

    /** The dialog's open question; null if none is open. */
    public static @Nullable Question openIn(Dialog dialog) {
        Questions.Asked open = dialog.questions().open();
        return open == null ? null : of(open, dialog.questions().firstResponseMs() == null, dialog, new Outcome.Open());
    }

    /**
     * The question that an event asked, ended, or handed over; null if there is none. It is one at most.
     *
     * @param before the dialog before the event; null if it is the first
     * @param after the dialog after the event
     */
    public static @Nullable Question changedBy(DialogEvent event, @Nullable Dialog before, Dialog after) {
        Question was = before == null ? null : openIn(before);
        Question is = openIn(after);
        if (before == null || was == null || is != null) {
            return is == null || is.equals(was) ? null : is;
        }
        Outcome outcome = event instanceof Message reply
                ? new Outcome.Answered(reply.author(), reply.occurredAt())
                : new Outcome.ClosedUnanswered(event.occurredAt());
        return of(new Questions.Asked(was.eventId(), was.askedAt()), was.first(), after, outcome);
    }

    private static Question of(Questions.Asked asked, boolean first, Dialog dialog, Outcome outcome) {
        return new Question(
                asked.eventId(),
                asked.at(),
                first,
                dialog.line(),
                dialog.origin().channel(),
                dialog.origin().direction(),
                dialog.responsibility().operator(),
                outcome);
    }
}
