package io.dialogpulse.bench.list;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row's columns in PostgreSQL, from its schema: text, boolean, bigint, arrays of text, JSON for the CRM links. Times are
 * epoch milliseconds, which it compares and sends faster than timestamps.
 */
final class PostgresColumns {
    private static final List<Schema.Field> FIELDS = DialogRow.getClassSchema().getFields();
    private static final List<String> TYPES =
            FIELDS.stream().map(field -> type(field.schema())).toList();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "\\N";

    private PostgresColumns() {}

    static int count() {
        return FIELDS.size();
    }

    /** All columns, in the order of the schema, separated by commas. */
    static String names() {
        return joined(PostgresColumns::name);
    }

    /** What stands between the parentheses of {@code CREATE TABLE}. */
    static String definitions() {
        StringJoiner columns = new StringJoiner(", ");
        for (int i = 0; i < FIELDS.size(); i++) {
            String name = name(FIELDS.get(i));
            // By code point, which is the fastest there is; only people's names are sorted as people do
            String collation = TYPES.get(i).equals("text") ? " COLLATE " + collation(name) : "";
            columns.add(name + " " + TYPES.get(i) + collation + (name.equals("dialog_id") ? " PRIMARY KEY" : ""));
        }
        String active = GeneratedDialogs.ACTIVE.stream()
                .map(status -> "'" + status + "'")
                .collect(Collectors.joining(","));
        columns.add("active boolean GENERATED ALWAYS AS (detailed_status IN (" + active + ")) STORED");
        columns.add("client_words tsvector GENERATED ALWAYS AS"
                + " (to_tsvector('simple', translate(client_name, 'ёЁ', 'еЕ'))) STORED");
        return columns.toString();
    }

    private static String collation(String column) {
        return column.endsWith("_name") || column.equals("manager_comment") ? "\"und-x-icu\"" : "\"C\"";
    }

    static String upsert() {
        String places = TYPES.stream()
                .map(type -> switch (type) {
                    case "text[]", "jsonb" -> "?::" + type;
                    default -> "?";
                })
                .collect(Collectors.joining(","));
        return "INSERT INTO dialog (" + names() + ") VALUES (" + places + ") ON CONFLICT (dialog_id) DO UPDATE SET "
                + joined(field -> name(field) + " = EXCLUDED." + name(field));
    }

    /** Sets the parameters of the upsert. */
    static void bind(PreparedStatement upsert, DialogRow row) throws SQLException {
        for (int i = 0; i < FIELDS.size(); i++) {
            Object value = plain(row, i);
            switch (value) {
                case null -> upsert.setNull(i + 1, sqlType(TYPES.get(i)));
                case Long number -> upsert.setLong(i + 1, number);
                case Boolean flag -> upsert.setBoolean(i + 1, flag);
                default -> upsert.setString(i + 1, value.toString());
            }
        }
    }

    /** The row as {@code COPY} reads it. */
    static String copyLine(DialogRow row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < FIELDS.size(); i++) {
            Object value = plain(row, i);
            String text = value == null
                    ? ABSENT
                    : value.toString()
                            .replace("\\", "\\\\")
                            .replace("\t", "\\t")
                            .replace("\n", "\\n");
            line.append(text).append(i == FIELDS.size() - 1 ? '\n' : '\t');
        }
        return line.toString();
    }

    /** Null, a Long, a Boolean, or text. */
    private static @Nullable Object plain(DialogRow row, int column) {
        Object value = row.get(column);
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Instant time -> time.toEpochMilli();
            case Number number -> number.longValue();
            case List<?> list when TYPES.get(column).equals("jsonb") -> json(list);
            case List<?> list ->
                list.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(",", "{", "}"));
            default -> value.toString();
        };
    }

    private static String json(List<?> links) {
        ArrayNode array = JSON.createArrayNode();
        for (Object item : links) {
            CrmLink link = (CrmLink) item;
            array.addObject()
                    .put("type", link.getType().name())
                    .put("id", link.getId())
                    .put("url", link.getUrl());
        }
        return array.toString();
    }

    private static String joined(Function<Schema.Field, String> text) {
        return FIELDS.stream().map(text).collect(Collectors.joining(", "));
    }

    private static String name(Schema.Field field) {
        return field.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> type(schema.getTypes().getLast());
            case STRING, ENUM -> "text";
            case BOOLEAN -> "boolean";
            case INT, LONG -> "bigint";
            case ARRAY -> schema.getElementType().getType() == Schema.Type.RECORD ? "jsonb" : "text[]";
            default -> throw new IllegalArgumentException("no column type for " + schema);
        };
    }

    private static int sqlType(String type) {
        return switch (type) {
            case "bigint" -> Types.BIGINT;
            case "boolean" -> Types.BOOLEAN;
            default -> Types.VARCHAR;
        };
    }
}
