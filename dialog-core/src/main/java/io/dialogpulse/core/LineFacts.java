package io.dialogpulse.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What holds for an open line by its own events: a function of their set. Of each kind the latest counts; deletion is
 * final.
 *
 * @param name null if the line was never renamed: then it is called as its dialogs' events say
 */
public record LineFacts(@Nullable Latest<String> name, boolean deleted) {
    /** Of a line without events. */
    public static final LineFacts NONE = new LineFacts(null, false);

    /**
     * The latest value of a kind, and the event that told it. Of two in one millisecond, the greater eventId (as UTF-8
     * bytes) is the later.
     */
    public record Latest<T>(T value, long occurredAt, String eventId) {
        private static <T> Latest<T> of(@Nullable Latest<T> known, LineEvent event, T value) {
            return known == null || known.precedes(event)
                    ? new Latest<>(value, event.occurredAt(), event.eventId())
                    : known;
        }

        private boolean precedes(LineEvent event) {
            return occurredAt == event.occurredAt()
                    ? Arrays.compareUnsigned(utf8(eventId), utf8(event.eventId())) < 0
                    : occurredAt < event.occurredAt();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The facts with one more event, which may be earlier than others or known already. */
    public LineFacts with(LineEvent event) {
        return switch (event.change()) {
            case LineChange.Renamed renamed -> new LineFacts(Latest.of(name, event, renamed.name()), deleted);
            case LineChange.Deleted _ -> new LineFacts(name, true);
        };
    }

    /** The line under the name that it has now. */
    public Line shown(Line line) {
        return name == null ? line : new Line(line.id(), name.value());
    }
}
