package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListFilter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.Snapshots;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The dialog list. */
final class ListRoutes {
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final String ABSENT = "none";

    private final ListParser parser;
    private final LocalStores stores;
    private final Decoder<DialogRow> decoder;
    private final CaughtUp caughtUp;
    private final Duration searchLimit;

    ListRoutes(
            ListParser parser,
            LocalStores stores,
            Decoder<DialogRow> decoder,
            CaughtUp caughtUp,
            Duration searchLimit) {
        this.parser = parser;
        this.stores = stores;
        this.decoder = decoder;
        this.caughtUp = caughtUp;
        this.searchLimit = searchLimit;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/dialogs", context -> answer(context, parser.parameters(context.queryParamMap())));
        routes.post("/api/v1/dialogs/search", this::search);
    }

    private void search(Context context) throws IOException, Undecodable {
        QueryString.allowOnly(context, Set.of());
        answer(context, parser.json(RequestBody.json(context, MAX_BODY_BYTES)));
    }

    private void answer(Context context, ListRequest request) throws IOException, Undecodable {
        caughtUp.require();
        Found found;
        Instant asOf;
        try (Snapshots snapshots = stores.everything()) {
            found = snapshots.search().find(request.within(Filter.ALL), searchLimit);
            asOf = snapshots.asOf();
        }
        List<DialogRow> rows = new ArrayList<>(found.rows().size());
        for (byte[] row : found.rows()) {
            rows.add(decoder.decode(row));
        }
        boolean more = rows.size() > request.limit();
        if (more) {
            rows.removeLast();
        }
        String cursor = more ? request.encode(Cursor.after(rows.getLast(), request.sort())) : null;
        context.contentType(RequestBody.JSON).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (DialogRow row : rows) {
                JsonValues.row(json, row, request.fields());
            }
            json.writeEndArray();
            json.writeNumberField("total", found.total());
            json.writeFieldName("facets");
            facets(json, request.facets(), found.facets());
            json.writeStringField("cursor", cursor);
            json.writeBooleanField("complete", true);
            JsonValues.time(json, "asOf", asOf);
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
