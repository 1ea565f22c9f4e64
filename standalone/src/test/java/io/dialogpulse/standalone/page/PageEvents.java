package io.dialogpulse.standalone.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Events as connectors send them over HTTP. */
final class PageEvents {
    static final Instant FIRST = Instant.parse("2026-11-20T06:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong IDS = new AtomicLong();

    private PageEvents() {}

    static String opened(String dialog, String line, int minute, String clientName) throws Exception {
        return event(
                dialog,
                minute,
                Map.of(
                        "type",
                        "opened",
                        "lineId",
                        line,
                        "lineName",
                        "Line " + line,
                        "channel",
                        "telegram",
                        "client",
                        Map.of("id", "client-of-" + dialog, "name", clientName)));
    }

    static String message(String dialog, int minute, String role, String text) throws Exception {
        Map<String, Object> author = role.equals("OPERATOR")
                ? Map.of("role", role, "id", "op", "name", "Elena")
                : Map.of("role", role, "id", "client-of-" + dialog);
        return event(dialog, minute, Map.of("type", "message", "text", text, "author", author));
    }

    /** An event of a line. */
    static String line(String line, Map<String, Object> fields) throws Exception {
        Map<String, Object> event = new TreeMap<>(fields);
        event.put("lineId", line);
        event.put("eventId", "e" + IDS.incrementAndGet());
        event.put("occurredAt", FIRST.toEpochMilli());
        return JSON.writeValueAsString(event);
    }

    /** An event so many minutes after {@link #FIRST}. */
    static String event(String dialog, int minute, Map<String, Object> fields) throws Exception {
        return event(dialog, FIRST.plus(Duration.ofMinutes(minute)), fields);
    }

    static String event(String dialog, Instant at, Map<String, Object> fields) throws Exception {
        Map<String, Object> event = new TreeMap<>(fields);
        event.put("dialogId", dialog);
        event.put("eventId", "e" + IDS.incrementAndGet());
        event.put("occurredAt", at.toEpochMilli());
        return JSON.writeValueAsString(event);
    }
}
