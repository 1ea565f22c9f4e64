package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.cluster.Summary;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.stats.Dimension;
import io.dialogpulse.query.stats.Durations;
import io.dialogpulse.query.stats.Group;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.Periods;
import io.dialogpulse.query.stats.Rating;
import io.dialogpulse.query.stats.StatsParser;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.stats.StatsRequest;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Response-time statistics. */
final class StatsRoutes {
    private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99};
    private static final String[] PERCENTILES = {"p50", "p90", "p95", "p99"};

    private static final String VIEW = "view";

    private final StatsParser parser;
    private final DialogReader dialogs;
    private final SavedViews views;

    StatsRoutes(StatsParser parser, DialogReader dialogs, SavedViews views) {
        this.parser = parser;
        this.dialogs = dialogs;
        this.views = views;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/v1/stats", this::stats);
    }

    private void stats(Context context) throws IOException, Undecodable {
        AskedView view = AskedView.of(Parameters.single(context, VIEW), Callers.of(context), views);
        Map<String, List<String>> parameters = new HashMap<>(context.queryParamMap());
        parameters.remove(VIEW);
        // The rights are those of the list also for the view that has wider ones there
        StatsRequest request = parser.parse(parameters, view.definition());
        Summary summary = dialogs.sumUp(Callers.of(context), request);
        StatsQuestion question = request.question();
        context.contentType(JsonValues.CONTENT_TYPE).result(JsonValues.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (Map.Entry<Groups.Key, Group> group : summary.groups().sorted()) {
                group(json, question, group.getKey().values(), group.getValue());
            }
            json.writeEndArray();
            JsonValues.complete(json, summary.missing());
            JsonValues.time(json, "asOf", summary.asOf());
            json.writeEndObject();
        }));
    }

    private static void group(JsonGenerator json, StatsQuestion question, List<@Nullable Object> key, Group group)
            throws IOException {
        json.writeStartObject();
        for (int i = 0; i < key.size(); i++) {
            json.writeFieldName(question.groupBy().get(i).apiName());
            value(json, question, question.groupBy().get(i), key.get(i));
        }
        for (Group.Count count : Group.Count.values()) {
            json.writeNumberField(count.name().toLowerCase(Locale.ROOT), group.count(count));
        }
        rating(json, "clientRating", group.clientRating());
        rating(json, "managerRating", group.managerRating());
        for (int i = 0; i < question.durations().size(); i++) {
            Column column = question.durations().get(i);
            json.writeFieldName(column.apiName());
            durations(json, group.durations().get(i), question.within().isPresent());
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, StatsQuestion question, Dimension dimension, @Nullable Object value)
            throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Long period when dimension.isRecurring() -> json.writeNumber(period);
            case Long period -> json.writeString(Periods.name(dimension, question.zone(), period));
            default -> json.writeString(value.toString());
        }
    }

    private static void rating(JsonGenerator json, String name, Rating rating) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", rating.count());
        json.writeFieldName("avg");
        if (rating.count() == 0) {
            json.writeNull();
        } else {
            json.writeNumber((double) rating.sum() / rating.count());
        }
        json.writeEndObject();
    }

    /** Milliseconds; without a value, all but the count are null. */
    private static void durations(JsonGenerator json, Durations durations, boolean within) throws IOException {
        json.writeStartObject();
        json.writeNumberField("count", durations.count());
        boolean any = durations.count() > 0;
        number(json, "sum", any ? durations.sum() : null);
        number(json, "avg", any ? Math.floorDiv(durations.sum(), durations.count()) : null);
        number(json, "min", any ? durations.min() : null);
        number(json, "max", any ? durations.max() : null);
        for (int i = 0; i < QUANTILES.length; i++) {
            number(json, PERCENTILES[i], any ? durations.percentile(QUANTILES[i]) : null);
        }
        json.writeFieldName("withinShare");
        if (any && within) {
            json.writeNumber((double) durations.withinCount() / durations.count());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
