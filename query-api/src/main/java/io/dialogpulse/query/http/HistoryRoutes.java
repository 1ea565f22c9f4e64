package io.dialogpulse.query.http;

import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.HistoryCursor;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.PageLimit;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The history of a dialog, and that of all dialogs of a client. */
final class HistoryRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final DialogReader dialogs;

    HistoryRoutes(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs/{id}/history", this::dialog);
        routes.get("/api/v1/clients/{id}/history", this::client);
    }

    private void dialog(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireOnly(context, Set.of("limit", "cursor", "order"));
        List<FieldError> errors = new ArrayList<>();
        HistoryOrder order = Parameters.single(context, "order")
                .map(text -> HistoryOrder.parse(text, errors))
                .orElse(HistoryOrder.OLDEST_FIRST);
        int limit = limit(context, errors);
        // A cursor in an order that was not understood is no error of its own
        String after = Parameters.single(context, "cursor")
                .filter(_ -> errors.isEmpty())
                .flatMap(text -> HistoryCursor.inDialog(text, id, order, errors))
                .map(HistoryCursor.InDialog::key)
                .orElse("");
        refuse(errors);
        DialogReader.History history = dialogs.history(Callers.of(context), id, order, after, limit);
        answer(
                context,
                history.entries().values(),
                history.more()
                        ? Optional.of(new HistoryCursor.InDialog(
                                id, order, history.entries().lastEntry().getKey()))
                        : Optional.empty());
    }

    private void client(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireOnly(context, Set.of("limit", "cursor"));
        List<FieldError> errors = new ArrayList<>();
        int limit = limit(context, errors);
        Optional<HistoryCursor.InClient> after =
                Parameters.single(context, "cursor").flatMap(text -> HistoryCursor.inClient(text, id, errors));
        refuse(errors);
        DialogReader.ClientPage page = dialogs.clientHistory(Callers.of(context), id, after, limit);
        answer(context, page.entries(), page.next());
    }

    private static int limit(Context context, List<FieldError> errors) {
        return Parameters.single(context, "limit")
                .map(text -> PageLimit.parse(text, MAX_LIMIT, errors))
                .orElse(DEFAULT_LIMIT);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private static void answer(
            Context context, Collection<TimelineEntry> entries, Optional<? extends HistoryCursor> next)
            throws IOException {
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (TimelineEntry entry : entries) {
                JsonValues.entry(json, entry);
            }
            json.writeEndArray();
            json.writeStringField("cursor", next.map(HistoryCursor::encode).orElse(null));
            json.writeEndObject();
        }));
    }
}
