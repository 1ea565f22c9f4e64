package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/**
 * The client's questions and how fast they were answered. A question opens with a client message when none is open: a
 * burst of messages is one question, counted from its first. An operator's reply answers it; closing drops it.
 *
 * @param open the open question; null if none is open
 * @param firstResponseMs how long the dialog's first question took, to its answer or to the closing that dropped it
 * @param answered number of answered questions
 * @param totalMs sum of the response times of answered questions; null if none
 * @param maxMs the longest of them; null if none
 */
public record Questions(
        @Nullable Asked open,
        @Nullable Long firstResponseMs,
        long answered,
        @Nullable Long totalMs,
        @Nullable Long maxMs) {
    static final Questions NONE = new Questions(null, null, 0, null, null);

    /**
     * How a question began.
     *
     * @param eventId its first message
     * @param at when that was written
     */
    public record Asked(String eventId, long at) {}

    Questions after(Step step, DialogEvent event) {
        long at = event.occurredAt();
        return switch (step) {
            case Step.ClientWrote _, Step.ClientReturned _
            when open == null ->
                new Questions(new Asked(event.eventId(), at), firstResponseMs, answered, totalMs, maxMs);
            case Step.Reply _ when open != null -> answered(at - open.at());
            case Step.ClosingStart _, Step.Closing _
            when open != null -> new Questions(null, firstResponse(at - open.at()), answered, totalMs, maxMs);
            default -> this;
        };
    }

    /** When the open question began; null if none is open. */
    public @Nullable Long openAt() {
        return open == null ? null : (Long) open.at();
    }

    /** The mean response time, rounded down; null if nothing was answered. */
    public @Nullable Long averageMs() {
        return totalMs == null ? null : (Long) Math.floorDiv(totalMs, answered);
    }

    private Questions answered(long responseMs) {
        return new Questions(
                null,
                firstResponse(responseMs),
                answered + 1,
                totalMs == null ? responseMs : totalMs + responseMs,
                maxMs == null ? responseMs : Math.max(maxMs, responseMs));
    }

    // Questions end in the order in which they open, so the first that ends is the first that was asked.
    private Long firstResponse(long responseMs) {
        return firstResponseMs == null ? (Long) responseMs : firstResponseMs;
    }
}
