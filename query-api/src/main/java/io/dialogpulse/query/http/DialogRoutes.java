package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** One dialog. */
final class DialogRoutes {
    private final DialogReader dialogs;

    DialogRoutes(DialogReader dialogs) {
        this.dialogs = dialogs;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs/{id}", this::dialog);
    }

    private void dialog(Context context) throws IOException, Undecodable {
        String id = context.pathParam("id");
        Parameters.requireNone(context);
        DialogRow row = dialogs.dialog(Callers.of(context), id);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> JsonValues.row(json, row)));
    }
}
