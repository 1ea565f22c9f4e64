package io.dialogpulse.core;

/**
 * How often what happened.
 *
 * @param events distinct events, whatever their effect
 * @param transfers queueings made by operators
 * @param reopenings returns of the client to the closed dialog
 */
public record Counts(long events, long transfers, long reopenings) {
    static final Counts ZERO = new Counts(0, 0, 0);

    Counts after(Step step) {
        boolean transferred = step instanceof Step.Queueing queueing && queueing.byOperator();
        boolean reopened = step instanceof Step.ClientReturned returned && returned.afterClosed();
        return new Counts(events + 1, transfers + (transferred ? 1 : 0), reopenings + (reopened ? 1 : 0));
    }
}
