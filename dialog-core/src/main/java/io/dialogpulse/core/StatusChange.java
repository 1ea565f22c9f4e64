package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** Anything but a message that happens to a dialog. */
public record StatusChange(
        String eventId, long occurredAt, @Nullable Person actor, Change change) implements DialogEvent {

    /** The rank of every change but openings and closings. */
    public static final int RANK = 1;

    @Override
    public int rank() {
        return switch (change) {
            case Change.Opened _ -> 0;
            case Change.ClosingStarted _ -> 3;
            case Change.Closed _ -> 4;
            default -> RANK;
        };
    }

    @Override
    public StatusChange erased() {
        return new StatusChange(eventId, occurredAt, actor == null ? null : actor.erased(), change.erased());
    }

    /** Whether an operator did it. */
    public boolean byOperator() {
        return actor != null && actor.role() == Role.OPERATOR;
    }
}
