package io.dialogpulse.standalone.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.core.Columns;
import io.dialogpulse.warehouse.database.Table;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Rows of a table and records of its topic in one form, that of {@link Columns}, so that they can be compared. */
final class WarehouseRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WarehouseRows() {}

    /** Every column of every row, by key; the key itself only if it is a field of the record. */
    static Map<String, Map<String, Object>> inDatabase(Connection connection, Table table) throws SQLException {
        Map<String, Map<String, Object>> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table.name())) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Map<String, Object> values = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (!columns.getColumnName(i).equals("key")) {
                        values.put(columns.getColumnName(i), Columns.normal(plain(row.getObject(i))));
                    }
                }
                rows.put(row.getString(table.key()), values);
            }
        }
        return rows;
    }

    /** The same of records. */
    static Map<String, Map<String, Object>> inTopic(Map<String, GenericRecord> records) {
        Map<String, Map<String, Object>> rows = new HashMap<>();
        records.forEach((key, record) -> rows.put(stored(key), columns(record)));
        return rows;
    }

    private static Map<String, Object> columns(GenericRecord record) {
        Map<String, Object> columns = new TreeMap<>();
        record.getSchema()
                .getFields()
                .forEach(field -> columns.put(field.name(), Columns.normal(plain(record.get(field.name())))));
        return columns;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Timestamp time -> time.toInstant().toEpochMilli();
            case Array array -> plainArray(array);
            case PGobject json when json.getType().equals("jsonb") -> json(json.getValue());
            case GenericRecord record -> {
                Map<String, @Nullable Object> fields = new HashMap<>();
                record.getSchema()
                        .getFields()
                        .forEach(field -> fields.put(field.name(), plain(record.get(field.name()))));
                yield fields;
            }
            case List<?> list -> list.stream().map(WarehouseRows::plain).toList();
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> plain = new HashMap<>();
                fields.forEach((name, field) -> plain.put(String.valueOf(name), plain(field)));
                yield plain;
            }
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case ByteBuffer bytes -> {
                byte[] content = new byte[bytes.remaining()];
                bytes.duplicate().get(content);
                yield HexFormat.of().formatHex(content);
            }
            case CharSequence text -> stored(text.toString());
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    private static List<?> plainArray(Array array) {
        try {
            return Arrays.asList((Object[]) array.getArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object json(@Nullable String text) {
        try {
            return plain(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL has no U+0000. */
    private static String stored(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
