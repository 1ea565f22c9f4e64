package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.cluster.Answer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParameters;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.search.PageLimit;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.schemas.TimelineKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The dialog list, one dialog, and its history. */
final class DialogRoutes {
    private static final String JSON = "application/json";
    private static final int DEFAULT_HISTORY = 100;
    private static final int MAX_HISTORY = 500;

    private final Cluster cluster;
    private final Decoder<TimelineEntry> entries;

    DialogRoutes(Cluster cluster, Decoder<TimelineEntry> entries) {
        this.cluster = cluster;
        this.entries = entries;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs", this::list);
        routes.get("/api/v1/dialogs/{id}", this::dialog);
        routes.get("/api/v1/dialogs/{id}/history", this::history);
    }

    private void list(Context context) throws IOException, Undecodable {
        ListRequest request = ListParameters.parse(context.queryParamMap());
        Answer answer = cluster.find(request.within(Filter.ALL), false);
        List<DialogRow> items = new ArrayList<>(answer.rows());
        boolean more = items.size() > request.limit();
        if (more) {
            items.removeLast();
        }
        String cursor = more ? request.encode(Cursor.after(items.getLast(), request.sort())) : null;
        context.contentType(JSON).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (DialogRow row : items) {
                JsonValues.row(json, row);
            }
            json.writeEndArray();
            json.writeNumberField("total", answer.total());
            json.writeStringField("cursor", cursor);
            json.writeBooleanField("complete", true);
            JsonValues.time(json, "asOf", answer.asOf());
            json.writeEndObject();
        }));
    }

    private void dialog(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        allowOnly(context, Set.of());
        DialogRow row = cluster.row(id, Filter.ALL).orElseThrow(() -> notFound(id));
        context.contentType(JSON).result(JsonValues.bytes(json -> JsonValues.row(json, row)));
    }

    private void history(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        allowOnly(context, Set.of("limit", "cursor"));
        List<FieldError> errors = new ArrayList<>();
        int limit = parameter(context, "limit")
                .map(text -> PageLimit.parse(text, MAX_HISTORY, errors))
                .orElse(DEFAULT_HISTORY);
        String after = parameter(context, "cursor")
                .map(text -> historyCursor(text, id, errors))
                .orElse("");
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        SequencedMap<String, byte[]> found = cluster.history(id, HistoryOrder.OLDEST_FIRST, after, limit + 1);
        if (found.isEmpty() && cluster.row(id, Filter.ALL).isEmpty()) {
            throw notFound(id);
        }
        boolean more = found.size() > limit;
        if (more) {
            found.pollLastEntry();
        }
        List<TimelineEntry> items = new ArrayList<>(found.size());
        for (byte[] entry : found.values()) {
            items.add(entries.decode(entry));
        }
        context.contentType(JSON).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (TimelineEntry entry : items) {
                JsonValues.entry(json, entry);
            }
            json.writeEndArray();
            json.writeStringField("cursor", more ? encode(found.lastEntry().getKey()) : null);
            json.writeEndObject();
        }));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "there is no dialog \"" + id + "\"");
    }

    private static void allowOnly(Context context, Set<String> known) {
        List<FieldError> errors = context.queryParamMap().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new FieldError(name, "is no parameter here"))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private static Optional<String> parameter(Context context, String name) {
        Map<String, List<String>> parameters = context.queryParamMap();
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(List.of(new FieldError(name, "is given " + values.size() + " times")));
        }
        return values.stream().findFirst();
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String historyCursor(String text, String dialogId, List<FieldError> errors) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (key.startsWith(TimelineKey.prefixOf(dialogId))) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Named below, as is a cursor into another history
        }
        errors.add(new FieldError("cursor", "is none that this API has handed out for this dialog"));
        return "";
    }
}
