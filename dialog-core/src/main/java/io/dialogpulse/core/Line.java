package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** An open line: the queue that dialogs come to. */
public record Line(String id, @Nullable String name) {
    public Line {
        name = Text.orAbsent(name);
    }

    /** The open line is set by the first opening and by every queueing that names one. */
    static @Nullable Line after(Step step, @Nullable Line line) {
        return switch (step) {
            case Step.Opening opening -> opening.opened().line();
            case Step.Queueing queueing
            when queueing.queued().line() != null -> queueing.queued().line();
            default -> line;
        };
    }
}
