package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.KeysUnavailable;
import io.dialogpulse.query.access.Unauthorized;
import io.dialogpulse.query.cluster.Overloaded;
import io.dialogpulse.query.cluster.RowChanges;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.SearchTimeout;
import io.dialogpulse.query.store.ChangeLog.Mark;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's events. Whoever reads slowly holds up this stream alone: nothing is kept for it but the place where it
 * is; once the changes after that place are forgotten, it is told to load its rows again.
 */
final class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Watched watched;
    private final List<Column> columns;
    private final BooleanSupplier admitted;
    private final Duration heartbeat;
    private final InstantSource clock;
    private SortedMap<Integer, Mark> marks;
    private Instant nextHeartbeat;

    /**
     * Nothing is asked or sent yet.
     *
     * @param lastSeen the id of the last event that the client has had
     * @param admitted whether the client may still see what it sees
     */
    LiveStream(
            Watched watched,
            List<Column> columns,
            Optional<String> lastSeen,
            BooleanSupplier admitted,
            Duration heartbeat,
            InstantSource clock) {
        this.watched = watched;
        this.columns = columns;
        this.admitted = admitted;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.marks = lastSeen.flatMap(EventId::decode).orElse(Collections.emptySortedMap());
        this.nextHeartbeat = clock.instant().plus(heartbeat);
    }

    /** The rows that the client watches. */
    interface Watched {
        RowChanges since(SortedMap<Integer, Mark> marks) throws IOException, Undecodable;
    }

    /** Throws whatever keeps the question from being answered. */
    void requireAnswer() throws IOException, Undecodable {
        watched.since(marks);
    }

    /** Sends events until the client goes, may not see them any more, or the thread is interrupted. */
    void send(OutputStream out) {
        try {
            // The client is to know at once that it is heard
            out.flush();
            while (admitted(out)) {
                sendChanges(out);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("A stream's client has gone: {}", e.toString());
        } catch (Undecodable | RuntimeException e) {
            log.error("A stream failed", e);
        }
    }

    private boolean admitted(OutputStream out) throws IOException {
        if (clock.instant().isBefore(nextHeartbeat)) {
            return true;
        }
        nextHeartbeat = clock.instant().plus(heartbeat);
        try {
            if (!admitted.getAsBoolean()) {
                return false;
            }
        } catch (Unauthorized e) {
            return false;
        } catch (KeysUnavailable e) {
            log.debug("A stream goes on although its token cannot be checked at the moment: {}", e.getMessage());
        }
        // An id without data moves the client's place on, and is no event to it
        write(out, ":\n" + id());
        return true;
    }

    private void sendChanges(OutputStream out) throws IOException, Undecodable {
        RowChanges changes;
        try {
            changes = watched.since(marks);
        } catch (PartitionsUnavailable | Overloaded | SearchTimeout e) {
            log.debug("A stream waits: {}", e.getMessage());
            return;
        }
        if (!changes.marks().values().stream().allMatch(Mark::known)) {
            return;
        }
        marks = changes.marks();
        if (!changes.complete()) {
            write(out, "event: reset\ndata: {}\n" + id());
            return;
        }
        StringBuilder events = new StringBuilder();
        for (DialogRow row : changes.rows()) {
            events.append("event: row\ndata: ").append(json(row)).append("\n\n");
        }
        for (String dialogId : changes.gone()) {
            events.append("event: gone\ndata: ").append(gone(dialogId)).append("\n\n");
        }
        if (!events.isEmpty()) {
            // All of them or none: only with the last one the client's place moves on
            events.insert(events.length() - 1, id().strip() + "\n");
            write(out, events.toString());
        }
    }

    private String id() {
        return "id: " + EventId.encode(marks) + "\n\n";
    }

    private String json(DialogRow row) throws IOException {
        return new String(JsonValues.bytes(json -> JsonValues.row(json, row, columns)), StandardCharsets.UTF_8);
    }

    private static String gone(String dialogId) throws IOException {
        return new String(
                JsonValues.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField(Column.DIALOG_ID.apiName(), dialogId);
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, String events) throws IOException {
        out.write(events.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
