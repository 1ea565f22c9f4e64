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
        return step instanceof Step.Opening(Change.Opened opened)
                ? new Origin(true, opened.direction(), opened.channel(), opened.pageUrl())
                : this;
    }
}
