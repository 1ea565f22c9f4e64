package io.dialogpulse.query.http;

import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.events.EventFormat;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.events.InvalidEvents;
import io.dialogpulse.query.events.OutgoingEvent;
import io.dialogpulse.query.events.TooManyEvents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Takes events from connectors that have no Kafka client. */
final class EventRoutes {
    private static final int MAX_BYTES = 8 << 20;

    private final EventParser parser;
    private final EventPublisher publisher;

    EventRoutes(EventParser parser, EventPublisher publisher) {
        this.parser = parser;
        this.publisher = publisher;
    }

    void add(RoutesConfig routes) {
        routes.post("/api/v1/events", this::accept);
    }

    private void accept(Context context) throws IOException, InvalidEvents, TooManyEvents {
        Parameters.requireNone(context);
        Callers.of(context).require(Permission.PUBLISH, "post events");
        EventFormat format = format(context);
        List<OutgoingEvent> events = parser.parse(Body.read(context, MAX_BYTES), format);
        if (events.stream().anyMatch(EventRoutes::erases)) {
            Callers.of(context).require(Permission.ERASE, "erase clients");
        }
        publisher.publish(events);
        context.status(HttpStatus.ACCEPTED)
                .contentType("application/json")
                .result("{\"accepted\":" + events.size() + "}");
    }

    private static boolean erases(OutgoingEvent event) {
        return event.event() instanceof StatusEvent status && status.getChange() instanceof ClientErased;
    }

    private static EventFormat format(Context context) {
        String encoding = context.header(Header.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the Content-Encoding is " + encoding + ", not identity");
        }
        String type = context.header(Header.CONTENT_TYPE);
        String[] parts = (type == null ? "" : type)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .split(";", -1);
        boolean utf8 = parts.length == 1
                || (parts.length == 2 && (parts[1].equals("charset=utf-8") || parts[1].equals("charset=\"utf-8\"")));
        if (utf8 && parts[0].equals("application/json")) {
            return EventFormat.JSON;
        }
        if (utf8 && parts[0].equals("application/x-ndjson")) {
            return EventFormat.NDJSON;
        }
        throw ProblemException.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "the Content-Type is " + (type == null ? "missing" : type)
                        + ", not application/json or application/x-ndjson in UTF-8");
    }
}
