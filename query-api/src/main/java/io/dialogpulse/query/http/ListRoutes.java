package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.ListFilter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The dialog list. */
final class ListRoutes {
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final String VIEW = "view";
    private static final String ABSENT = "none";

    private final ListParser parser;
    private final DialogReader dialogs;
    private final SavedViews views;

    ListRoutes(ListParser parser, DialogReader dialogs, SavedViews views) {
        this.parser = parser;
        this.dialogs = dialogs;
        this.views = views;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs", this::list);
        routes.post("/api/v1/dialogs/search", this::search);
    }

    private void list(Context context) throws IOException, Undecodable {
        Map<String, List<String>> parameters = new HashMap<>(context.queryParamMap());
        AskedView view = AskedView.of(Parameters.single(context, VIEW), Callers.of(context), views);
        parameters.remove(VIEW);
        answer(context, parser.parameters(parameters, view.definition()), view);
    }

    private void search(Context context) throws IOException, Undecodable {
        Parameters.requireNone(context);
        JsonNode body = JsonBody.read(context, MAX_BODY_BYTES);
        Optional<String> name = Optional.empty();
        if (body instanceof ObjectNode object && object.get(VIEW) instanceof TextNode given) {
            name = Optional.of(given.textValue());
            object.remove(VIEW);
        }
        AskedView view = AskedView.of(name, Callers.of(context), views);
        answer(context, parser.json(body, view.definition()), view);
    }

    private void answer(Context context, ListRequest request, AskedView view) throws IOException, Undecodable {
        Caller caller = Callers.of(context);
        DialogReader.Page page =
                view.contactCenter() ? dialogs.contactCenter(caller, request) : dialogs.list(caller, request);
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (DialogRow row : page.rows()) {
                JsonValues.row(json, row, request.fields());
            }
            json.writeEndArray();
            json.writeNumberField("total", page.total());
            json.writeFieldName("facets");
            facets(json, request.facets(), page.facets());
            json.writeStringField("cursor", page.next().map(request::encode).orElse(null));
            JsonValues.complete(json, page.missing());
            JsonValues.time(json, "asOf", page.asOf());
            json.writeEndObject();
        }));
    }

    private static void facets(
            JsonGenerator json, List<ListFilter> facets, SortedMap<Column, SortedMap<String, Long>> counts)
            throws IOException {
        if (facets.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (ListFilter facet : facets) {
            json.writeObjectFieldStart(facet.name());
            SortedMap<String, Long> byName = new TreeMap<>();
            counts.getOrDefault(facet.column(), Collections.emptySortedMap())
                    .forEach((value, count) ->
                            byName.merge(value.equals(Facets.ABSENT) ? ABSENT : value, count, Long::sum));
            for (Map.Entry<String, Long> value : byName.entrySet()) {
                json.writeNumberField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
