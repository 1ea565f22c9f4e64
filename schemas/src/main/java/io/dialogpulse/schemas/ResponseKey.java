package io.dialogpulse.schemas;

/**
 * The key of {@code dialog-responses} and {@code dialog-alerts}: {@code dialogId|eventId}, the dialogId encoded as in {@link TimelineKey}, the
 * eventId of the question's first message as it is.
 */
public record ResponseKey(String dialogId, String eventId) {

    /** The key as it is written to the topic. */
    @Override
    public String toString() {
        return TimelineKey.prefixOf(dialogId) + eventId;
    }
}
