package io.dialogpulse.query.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.events.StatusEvent;
import java.util.List;

/** What a request is going to publish, and what it is answered once that is done. */
public record Plan(ObjectNode answer, List<StatusEvent> events) {
    public Plan {
        events = List.copyOf(events);
    }
}
