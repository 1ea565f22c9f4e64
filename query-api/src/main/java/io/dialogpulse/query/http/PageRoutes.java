package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.page.DemoLogin;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the page has to know of its installation, and its demo users. */
final class PageRoutes {
    private static final int MAX_BYTES = 1 << 10;
    private static final String USER = "userId";

    private final PageSettings settings;

    PageRoutes(PageSettings settings) {
        this.settings = settings;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/page", this::page);
        routes.post("/api/v1/demo/login", this::login);
    }

    private void page(Context context) throws IOException {
        Parameters.requireNone(context);
        List<Caller> users = settings.demo().map(DemoLogin::users).orElse(List.of());
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("channelLinks");
            for (Map.Entry<String, String> link : settings.channelLinks().entrySet()) {
                json.writeStringField(link.getKey(), link.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("demoUsers");
            for (Caller user : users) {
                json.writeStartObject();
                json.writeStringField("id", user.userId());
                json.writeStringField("name", user.name());
                json.writeStringField("role", user.role().name());
                json.writeStringField("department", user.department());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private void login(Context context) throws IOException {
        Parameters.requireNone(context);
        DemoLogin demo = settings.demo()
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "this installation has no demo users to log in as"));
        String userId = userId(JsonBody.read(context, MAX_BYTES));
        Optional<String> token = demo.tokenOf(userId);
        if (token.isEmpty()) {
            throw new InvalidRequest(List.of(new FieldError(USER, "is \"" + userId + "\", no demo user")));
        }
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("token", token.get());
            json.writeEndObject();
        }));
    }

    private static String userId(JsonNode body) {
        if (body.isObject() && body.properties().stream().map(Map.Entry::getKey).allMatch(Set.of(USER)::contains)) {
            String userId = body.path(USER).textValue();
            if (userId != null) {
                return userId;
            }
        }
        throw new InvalidRequest(List.of(new FieldError("body", "is no JSON object with " + USER + " alone")));
    }
}
