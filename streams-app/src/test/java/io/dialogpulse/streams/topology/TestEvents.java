package io.dialogpulse.streams.topology;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;

/** Events that happen so many milliseconds after {@link #T}, in lines that are called after their ids. */
final class TestEvents {
    /** The harness's own time, a full hour. */
    static final long T = TopologyHarness.RECEIVED.toEpochMilli();

    static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);
    static final Person OLEG = new Person(Role.OPERATOR, "op1", "Олег", "sales");

    private TestEvents() {}

    /** Its id is {@code opened}. */
    static StatusChange opened(String lineId, long after) {
        return change("opened", after, new Change.Opened(named(lineId), "vk", Direction.INBOUND, Client.UNKNOWN, null));
    }

    static StatusChange queued(String eventId, String lineId, long after) {
        return change(eventId, after, new Change.Queued(named(lineId), null));
    }

    private static Line named(String lineId) {
        return new Line(lineId, "Line " + lineId);
    }

    static StatusChange change(String eventId, long after, Change change) {
        return new StatusChange(eventId, T + after, null, change);
    }

    static Message message(String eventId, long after, Person author) {
        return new Message(eventId, T + after, author, "text", 0, false);
    }

    static LineEvent line(String eventId, long after, LineChange change) {
        return new LineEvent(eventId, T + after, change);
    }
}
