package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * How the dialog came about; the first opening tells it.
 *
 * @param opened whether an opening was seen
 */
public record Origin(
        boolean opened,
        Direction direction,
        @Nullable String channel,
        @Nullable String pageUrl) {
    static final Origin UNKNOWN = new Origin(false, Direction.INBOUND, null, null);

    Origin after(Step step) {
        return switch (step) {
            case Step.Opening(Change.Opened first) ->
                new Origin(true, first.direction(), first.channel(), first.pageUrl());
            case Step.Erasure _ -> new Origin(opened, direction, channel, null);
            default -> this;
        };
    }
}
