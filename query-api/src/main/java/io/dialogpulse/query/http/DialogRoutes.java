package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.ListParameters;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** The dialog list, and one dialog. */
final class DialogRoutes {
    private final DialogReader dialogs;

    DialogRoutes(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs", this::list);
        routes.get("/api/v1/dialogs/{id}", this::dialog);
    }

    private void list(Context context) throws IOException, Undecodable {
        ListRequest request = ListParameters.parse(context.queryParamMap());
        DialogReader.Page page = dialogs.list(Callers.of(context), request);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (DialogRow row : page.rows()) {
                JsonValues.row(json, row);
            }
            json.writeEndArray();
            json.writeNumberField("total", page.total());
            json.writeStringField("cursor", page.next().map(request::encode).orElse(null));
            json.writeBooleanField("complete", true);
            JsonValues.time(json, "asOf", page.asOf());
            json.writeEndObject();
        }));
    }

    private void dialog(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireNone(context);
        DialogRow row = dialogs.dialog(Callers.of(context), id);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> JsonValues.row(json, row)));
    }
}
