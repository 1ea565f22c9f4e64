package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.ListFilter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The dialog list. */
final class ListRoutes {
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final String ABSENT = "none";

    private final ListParser parser;
    private final DialogReader dialogs;

    ListRoutes(ListParser parser, DialogReader dialogs) {
        this.parser = parser;
        this.dialogs = dialogs;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs", context -> answer(context, parser.parameters(context.queryParamMap())));
        routes.post("/api/v1/dialogs/search", this::search);
    }

    private void search(Context context) throws IOException, Undecodable {
        Parameters.requireNone(context);
        answer(context, parser.json(JsonBody.read(context, MAX_BODY_BYTES)));
    }

    private void answer(Context context, ListRequest request) throws IOException, Undecodable {
        DialogReader.Page page = dialogs.list(Callers.of(context), request);
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
            json.writeBooleanField("complete", page.missing().isEmpty());
            if (!page.missing().isEmpty()) {
                json.writeArrayFieldStart("missingPartitions");
                for (int partition : page.missing()) {
                    json.writeNumber(partition);
                }
                json.writeEndArray();
            }
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
