package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * The milestones of a dialog.
 *
 * @param createdAt the first event
 * @param queuedAt the first queueing
 * @param operatorStartedAt the first acceptance, or the first reply if earlier: writing is taking the dialog
 * @param operatorRepliedAt the first reply to the client
 * @param operatorReplied whether an operator ever replied while active, be it the first words of an outbound dialog
 * @param operatorClosedAt when an operator ended it; cleared by the client's return
 * @param closedAt when it became closed; cleared by the client's return
 */
public record Dates(
        long createdAt,
        @Nullable Long queuedAt,
        @Nullable Long operatorStartedAt,
        @Nullable Long operatorRepliedAt,
        boolean operatorReplied,
        @Nullable Long operatorClosedAt,
        @Nullable Long closedAt) {

    static Dates createdAt(long createdAt) {
        return new Dates(createdAt, null, null, null, false, null, null);
    }

    Dates after(Step step, long at) {
        return switch (step) {
            case Step.Queueing _
            when queuedAt == null ->
                new Dates(
                        createdAt,
                        at,
                        operatorStartedAt,
                        operatorRepliedAt,
                        operatorReplied,
                        operatorClosedAt,
                        closedAt);
            case Step.Acceptance _ ->
                new Dates(
                        createdAt,
                        queuedAt,
                        first(operatorStartedAt, at),
                        operatorRepliedAt,
                        operatorReplied,
                        operatorClosedAt,
                        closedAt);
            case Step.Reply reply ->
                new Dates(
                        createdAt,
                        queuedAt,
                        first(operatorStartedAt, at),
                        reply.toClient() ? first(operatorRepliedAt, at) : operatorRepliedAt,
                        true,
                        operatorClosedAt,
                        closedAt);
            case Step.ClosingStart start when start.byOperator() -> closed(at, null);
            case Step.Closing closing ->
                closed(closing.byOperator() ? first(operatorClosedAt, at) : operatorClosedAt, at);
            case Step.ClientReturned _ -> closed(null, null);
            default -> this;
        };
    }

    private Dates closed(@Nullable Long byOperator, @Nullable Long atAll) {
        return new Dates(createdAt, queuedAt, operatorStartedAt, operatorRepliedAt, operatorReplied, byOperator, atAll);
    }

    private static Long first(@Nullable Long known, long at) {
        return known == null ? (Long) at : known;
    }
}
