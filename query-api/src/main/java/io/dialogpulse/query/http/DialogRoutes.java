package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.PageLimit;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.schemas.TimelineKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** One dialog, and its history. */
final class DialogRoutes {
    private static final int DEFAULT_HISTORY = 100;
    private static final int MAX_HISTORY = 500;

    private final DialogReader dialogs;

    DialogRoutes(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs/{id}", this::dialog);
        routes.get("/api/v1/dialogs/{id}/history", this::history);
    }

    private void dialog(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireNone(context);
        DialogRow row = dialogs.dialog(Callers.of(context), id);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> JsonValues.row(json, row)));
    }

    private void history(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireOnly(context, Set.of("limit", "cursor"));
        List<FieldError> errors = new ArrayList<>();
        int limit = Parameters.single(context, "limit")
                .map(text -> PageLimit.parse(text, MAX_HISTORY, errors))
                .orElse(DEFAULT_HISTORY);
        String after = Parameters.single(context, "cursor")
                .map(text -> historyCursor(text, id, errors))
                .orElse("");
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        DialogReader.History history =
                dialogs.history(Callers.of(context), id, HistoryOrder.OLDEST_FIRST, after, limit);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (TimelineEntry entry : history.entries().values()) {
                JsonValues.entry(json, entry);
            }
            json.writeEndArray();
            json.writeStringField(
                    "cursor",
                    history.more() ? encode(history.entries().lastEntry().getKey()) : null);
            json.writeEndObject();
        }));
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
