package io.dialogpulse.query.http;

import io.dialogpulse.query.events.EventFormat;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.events.InvalidEvents;
import io.dialogpulse.query.events.OutgoingEvent;
import io.dialogpulse.query.events.TooManyEvents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Takes events from connectors that have no Kafka client. */
final class EventRoutes {
    private static final int MAX_BYTES = 8 << 20;
    private static final String NDJSON = "application/x-ndjson";

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
        QueryString.allowOnly(context, Set.of());
        EventFormat format = format(context);
        List<OutgoingEvent> events = parser.parse(RequestBody.read(context, MAX_BYTES), format);
        publisher.publish(events);
        context.status(HttpStatus.ACCEPTED)
                .contentType("application/json")
                .result("{\"accepted\":" + events.size() + "}");
    }

    private static EventFormat format(Context context) {
        return switch (RequestBody.type(context, Set.of(RequestBody.JSON, NDJSON))) {
            case NDJSON -> EventFormat.NDJSON;
            default -> EventFormat.JSON;
        };
    }
}
