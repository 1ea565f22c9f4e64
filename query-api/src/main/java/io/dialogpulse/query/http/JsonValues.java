package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.EntryType;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.view.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Rows and history entries in JSON: every field is there, absent ones null; times are ISO-8601 UTC. */
final class JsonValues {
    static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MILLISECOND_DIGITS = 3;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(MILLISECOND_DIGITS).toFormatter(Locale.ROOT);

    private JsonValues() {}

    /** Something that writes JSON. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.write(json);
        }
        return bytes.toByteArray();
    }

    static void row(JsonGenerator json, DialogRow row) throws IOException {
        row(json, row, List.of(Column.values()));
    }

    /** These columns of a row, in this order. */
    static void row(JsonGenerator json, DialogRow row, List<Column> columns) throws IOException {
        json.writeStartObject();
        fields(json, row, columns);
        json.writeEndObject();
    }

    /** The same without the braces. */
    static void fields(JsonGenerator json, DialogRow row, List<Column> columns) throws IOException {
        for (Column column : columns) {
            json.writeFieldName(column.apiName());
            value(json, column.valueIn(row));
        }
    }

    /** Writes values to a stream, nothing between them, and leaves it open. */
    static JsonGenerator lines(OutputStream out) throws IOException {
        return JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    static void entry(JsonGenerator json, TimelineEntry entry) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : TimelineEntry.getClassSchema().getFields()) {
            json.writeFieldName(field.name());
            value(json, entry.get(field.pos()));
        }
        json.writeEndObject();
    }

    static void view(JsonGenerator json, View view) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", view.name());
        json.writeBooleanField("builtIn", view.savedAt().isEmpty());
        json.writeFieldName("savedAt");
        value(json, view.savedAt().orElse(null));
        json.writeFieldName("definition");
        json.writeRawValue(view.definition().toString());
        json.writeEndObject();
    }

    /** Whether everything is in the answer, and if not, what is missing. */
    static void complete(JsonGenerator json, SortedSet<Integer> missing) throws IOException {
        json.writeBooleanField("complete", missing.isEmpty());
        json.writeArrayFieldStart("missingPartitions");
        for (int partition : missing) {
            json.writeNumber(partition);
        }
        json.writeEndArray();
    }

    static void time(JsonGenerator json, String name, Instant time) throws IOException {
        json.writeStringField(name, TIME.format(time));
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Instant time -> json.writeString(TIME.format(time));
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case EntryType type -> json.writeString(eventType(type));
            case CrmLink link -> {
                json.writeStartObject();
                json.writeStringField("type", link.getType().name());
                json.writeStringField("id", link.getId());
                json.writeFieldName("url");
                value(json, link.getUrl());
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }

    /** The type as events name it: {@code closingStarted}. */
    static String eventType(EntryType type) {
        StringBuilder name = new StringBuilder();
        for (String word : type.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
