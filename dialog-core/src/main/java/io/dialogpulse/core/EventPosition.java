package io.dialogpulse.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The place of an event in its dialog, and its identity: two events at one position are one event, delivered twice. */
public record EventPosition(long occurredAt, int rank, String eventId) implements Comparable<EventPosition> {

    /** By time, then rank, then eventId as UTF-8 bytes. */
    @Override
    public int compareTo(EventPosition other) {
        if (occurredAt != other.occurredAt) {
            return Long.compare(occurredAt, other.occurredAt);
        }
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        return Arrays.compareUnsigned(utf8(eventId), utf8(other.eventId));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
