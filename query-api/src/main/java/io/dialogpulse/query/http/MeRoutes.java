package io.dialogpulse.query.http;

import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Tells callers who they are here, and what they may do. */
final class MeRoutes {
    private MeRoutes() {}

    static void add(RoutesConfig routes) {
        routes.get("/api/v1/me", MeRoutes::me);
    }

    private static void me(Context context) throws IOException {
        Parameters.requireNone(context);
        Caller caller = Callers.of(context);
        Role role = caller.role();
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("userId", caller.userId());
            json.writeStringField("name", caller.name());
            json.writeStringField("department", caller.department());
            json.writeStringField("role", role.name());
            json.writeObjectFieldStart("rights");
            for (Map.Entry<Right, Scope> right : role.everyScope().entrySet()) {
                json.writeStringField(lower(right.getKey()), lower(right.getValue()));
            }
            for (Permission permission : Permission.values()) {
                json.writeBooleanField(lower(permission), role.may(permission));
            }
            json.writeEndObject();
            json.writeEndObject();
        }));
    }

    private static String lower(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT);
    }
}
