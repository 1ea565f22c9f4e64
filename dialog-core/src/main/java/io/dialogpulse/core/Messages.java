package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * The messages of a dialog, those of the system aside.
 *
 * @param firstAt when the first was written
 * @param lastAt when the last was written
 * @param count all of them
 * @param clientCount the client's
 * @param operatorCount the operators', automatic ones not
 */
public record Messages(
        @Nullable Long firstAt, @Nullable Long lastAt, long count, long clientCount, long operatorCount) {
    static final Messages NONE = new Messages(null, null, 0, 0, 0);

    Messages after(Step step, long at) {
        return switch (step) {
            case Step.ClientMessage _ -> another(at, 1, 0);
            case Step.Reply _, Step.Farewell _ -> another(at, 0, 1);
            case Step.BotMessage _, Step.AutomaticMessage _ -> another(at, 0, 0);
            default -> this;
        };
    }

    /** Milliseconds from the first to the last; null without messages. */
    public @Nullable Long spanMs() {
        return firstAt == null || lastAt == null ? null : (Long) (lastAt - firstAt);
    }

    private Messages another(long at, int ofClient, int ofOperator) {
        return new Messages(
                firstAt == null ? (Long) at : firstAt,
                at,
                count + 1,
                clientCount + ofClient,
                operatorCount + ofOperator);
    }
}
