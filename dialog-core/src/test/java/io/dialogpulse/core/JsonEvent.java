package io.dialogpulse.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the flattened JSON of the example tables. */
final class JsonEvent {
    private JsonEvent() {}

    static DialogEvent parse(JsonNode json) {
        String eventId = json.get("eventId").asText();
        long occurredAt = json.get("occurredAt").asLong();
        if (json.get("type").asText().equals("message")) {
            return new Message(
                    eventId,
                    occurredAt,
                    person(json.get("author")),
                    text(json, "text"),
                    json.path("attachments").asInt(),
                    json.path("automatic").asBoolean());
        }
        Person actor = json.has("actor") ? person(json.get("actor")) : null;
        return new StatusChange(eventId, occurredAt, actor, change(json));
    }

    private static Change change(JsonNode json) {
        String type = json.get("type").asText();
        return switch (type) {
            case "opened" ->
                new Change.Opened(
                        new Line(json.get("lineId").asText(), text(json, "lineName")),
                        json.get("channel").asText(),
                        Direction.valueOf(json.path("direction").asText("INBOUND")),
                        json.has("client") ? client(json.get("client")) : Client.UNKNOWN,
                        text(json, "pageUrl"));
            case "queued" ->
                new Change.Queued(
                        json.has("lineId") ? new Line(json.get("lineId").asText(), text(json, "lineName")) : null,
                        json.has("operator") ? operator(json.get("operator")) : null);
            case "accepted" -> new Change.Accepted(operator(json.get("operator")));
            case "closingStarted" -> new Change.ClosingStarted();
            case "closed" -> new Change.Closed(json.path("spam").asBoolean());
            case "clientRated" -> new Change.ClientRated(json.get("rating").asInt());
            case "reviewed" ->
                new Change.Reviewed(json.has("rating") ? json.get("rating").asInt() : null, text(json, "comment"));
            case "crmLinked" -> new Change.CrmLinked(links(json.get("entities")));
            case "formFilled" -> new Change.FormFilled();
            case "historyRequested" -> new Change.HistoryRequested();
            case "pinned" -> new Change.Pinned(json.get("pinned").asBoolean());
            case "clientUpdated" -> new Change.ClientUpdated(client(json.get("client")));
            case "clientErased" ->
                new Change.ClientErased(
                        Change.ClientErased.Metrics.valueOf(json.get("metrics").asText()));
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static Person person(JsonNode json) {
        return new Person(
                Role.valueOf(json.get("role").asText().toUpperCase(Locale.ROOT)),
                text(json, "id"),
                text(json, "name"),
                text(json, "departmentId"));
    }

    private static Operator operator(JsonNode json) {
        return new Operator(text(json, "id"), text(json, "name"), text(json, "departmentId"));
    }

    private static Client client(JsonNode json) {
        return new Client(text(json, "id"), text(json, "name"));
    }

    private static List<CrmLink> links(JsonNode json) {
        List<CrmLink> links = new ArrayList<>();
        json.forEach(entity -> links.add(new CrmLink(
                CrmType.valueOf(entity.get("type").asText()), entity.get("id").asText(), text(entity, "url"))));
        return links;
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }
}
