package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * The time at the beginning in which only a bot works. It ends with the first queueing, acceptance, reply or closing.
 *
 * @param botWrote whether a bot wrote in it
 * @param endedAt when it ended; null while it lasts
 */
public record BotPhase(boolean botWrote, @Nullable Long endedAt) {
    static final BotPhase BEGUN = new BotPhase(false, null);

    BotPhase after(Step step, long at) {
        if (endedAt != null) {
            return this;
        }
        return switch (step) {
            case Step.BotMessage _ -> new BotPhase(true, null);
            case Step.Queueing _, Step.Acceptance _, Step.Reply _, Step.ClosingStart _, Step.Closing _ ->
                new BotPhase(botWrote, at);
            default -> this;
        };
    }

    /** Milliseconds from the dialog's creation; null while the phase lasts, and if no bot wrote in it. */
    public @Nullable Long lastedSince(long createdAt) {
        return botWrote && endedAt != null ? (Long) (endedAt - createdAt) : null;
    }
}
