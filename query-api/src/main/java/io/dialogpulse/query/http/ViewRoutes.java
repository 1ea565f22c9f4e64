package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.view.BuiltInView;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.query.view.View;
import io.dialogpulse.query.view.ViewName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views of the caller: built-in and saved ones. */
final class ViewRoutes {
    private static final int MAX_BYTES = 16 << 10;
    private static final Set<String> MEMBERS = Set.of("filter", "sort", "fields", "facets", "timezone", "limit");

    private final SavedViews saved;
    private final ListParser parser;

    ViewRoutes(SavedViews saved, ListParser parser) {
        this.saved = saved;
        this.parser = parser;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/views", this::views);
        routes.put("/api/v1/views/{name}", this::save);
        routes.delete("/api/v1/views/{name}", this::delete);
    }

    private void views(Context context) throws IOException {
        Parameters.requireNone(context);
        Caller caller = viewer(context);
        List<View> views = new ArrayList<>(BuiltInView.of(caller));
        SavedViews.Saved own = saved.of(caller.userId());
        views.addAll(own.views());
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (View view : views) {
                JsonValues.view(json, view);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("unreadable");
            for (String name : own.unreadable()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private void save(Context context) throws IOException {
        Parameters.requireNone(context);
        Caller caller = viewer(context);
        ViewName name = name(context);
        ObjectNode definition = definition(context);
        View view = saved.save(caller.userId(), name, definition);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> JsonValues.view(json, view)));
    }

    private void delete(Context context) {
        Parameters.requireNone(context);
        Caller caller = viewer(context);
        saved.delete(caller.userId(), name(context));
        context.status(HttpStatus.NO_CONTENT);
    }

    private static Caller viewer(Context context) {
        Caller caller = Callers.of(context);
        caller.requireToView();
        return caller;
    }

    private static ViewName name(Context context) {
        ViewName name = ViewName.of(context.pathParam("name"));
        if (BuiltInView.named(name.text()).isPresent()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "view \"" + name.text() + "\" is built in: choose another name");
        }
        return name;
    }

    /** Whatever the list would not understand is refused now, not when the view is used. */
    private ObjectNode definition(Context context) throws IOException {
        if (!(JsonBody.read(context, MAX_BYTES) instanceof ObjectNode definition)) {
            throw new InvalidRequest(List.of(new FieldError("body", "is no JSON object")));
        }
        List<FieldError> unknown = definition
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(member -> !MEMBERS.contains(member))
                .map(member -> new FieldError(member, "is no part of a view"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown);
        }
        parser.json(definition);
        return definition;
    }
}
