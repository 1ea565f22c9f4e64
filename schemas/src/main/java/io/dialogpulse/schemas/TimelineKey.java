package io.dialogpulse.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The key of {@code dialog-timeline}: {@code dialogId|occurredAt|rank|eventId}, e.g. {@code d1|1790000000000|2|e001}.
 *
 * <p>Sorted as bytes, the keys of a dialog are in event order: {@code occurredAt} has 13 digits, {@code rank} one.
 * {@code %} and {@code |} in the dialogId are percent-encoded, so no two dialogs share a prefix and no two events a key.
 */
public record TimelineKey(String dialogId, long occurredAt, int rank, String eventId) {
    private static final long MAX_MILLIS = 9_999_999_999_999L;
    private static final char SEPARATOR = '|';

    public TimelineKey {
        if (occurredAt < 0 || occurredAt > MAX_MILLIS) {
            throw new IllegalArgumentException("occurredAt outside 13 digits: " + occurredAt);
        }
        if (rank < 0 || rank > 9) {
            throw new IllegalArgumentException("rank outside one digit: " + rank);
        }
    }

    /** The prefix that all keys of a dialog share and nobody else's have. */
    public static String prefixOf(String dialogId) {
        if (dialogId.indexOf(SEPARATOR) < 0 && dialogId.indexOf('%') < 0) {
            return dialogId + SEPARATOR;
        }
        return dialogId.replace("%", "%25").replace("|", "%7C") + SEPARATOR;
    }

    /** The dialog a key belongs to. */
    public static String dialogIdOf(String key) {
        int end = key.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("not a timeline key: " + key);
        }
        return key.substring(0, end).replace("%7C", "|").replace("%25", "%");
    }

    /** The key as it is written to the topic. */
    @Override
    public String toString() {
        return prefixOf(dialogId)
                + String.format(Locale.ROOT, "%013d", occurredAt)
                + SEPARATOR
                + rank
                + SEPARATOR
                + eventId;
    }

    /** The key's bytes, as they are written to the topic and as stores sort them. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
