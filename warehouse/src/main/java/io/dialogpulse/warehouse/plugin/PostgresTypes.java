package io.dialogpulse.warehouse.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Gives a row the types that are of use in PostgreSQL: a time becomes {@code timestamptz} instead of a {@code timestamp}
 * that everybody reads in another zone, a list of records becomes JSON, which the sink would refuse otherwise, and the
 * character U+0000, at which PostgreSQL would refuse the row for ever, becomes U+FFFD. Works behind any converter that
 * gives structures.
 */
public final class PostgresTypes<R extends ConnectRecord<R>> implements Transformation<R> {
    // The names by which Debezium's sink knows them.
    private static final String TIME = "io.debezium.time.ZonedTimestamp";
    private static final String JSON = "io.debezium.data.Json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Schema, Schema> translated = new HashMap<>();

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public R apply(R record) {
        return switch (record.value()) {
            case Struct row -> {
                Schema schema = translated.computeIfAbsent(row.schema(), PostgresTypes::translate);
                yield with(record, schema, translate(row, schema));
            }
            case null, default -> with(record, record.valueSchema(), record.value());
        };
    }

    private R with(R record, @Nullable Schema schema, @Nullable Object value) {
        Object key = record.key() instanceof Struct parts ? translate(parts, parts.schema()) : record.key();
        return record.newRecord(
                record.topic(), record.kafkaPartition(), record.keySchema(), key, schema, value, record.timestamp());
    }

    private static Struct translate(Struct row, Schema schema) {
        Struct translated = new Struct(schema);
        for (Field field : row.schema().fields()) {
            translated.put(field.name(), translate(field.schema(), row.get(field)));
        }
        return translated;
    }

    @Override
    public void close() {}

    private static Schema translate(Schema row) {
        SchemaBuilder builder = SchemaBuilder.struct().name(row.name()).version(row.version());
        for (Field field : row.fields()) {
            Schema schema = field.schema();
            if (isTime(schema)) {
                builder.field(field.name(), named(TIME, schema.isOptional()));
            } else if (isListOfRecords(schema)) {
                builder.field(field.name(), named(JSON, schema.isOptional()));
            } else {
                builder.field(field.name(), schema);
            }
        }
        return builder.build();
    }

    private static Schema named(String name, boolean optional) {
        SchemaBuilder builder = SchemaBuilder.string().name(name);
        return optional ? builder.optional().build() : builder.build();
    }

    private static @Nullable Object translate(Schema schema, @Nullable Object value) {
        return switch (value) {
            case Date time when isTime(schema) -> time.toInstant().toString();
            case List<?> list when isListOfRecords(schema) -> json(list);
            case List<?> list -> list.stream().map(PostgresTypes::storable).toList();
            case null, default -> storable(value);
        };
    }

    /** U+0000 is a character like any other in Kafka, and the one that PostgreSQL has no place for. */
    private static @Nullable Object storable(@Nullable Object value) {
        return value instanceof String text && text.indexOf('\0') >= 0 ? text.replace('\0', '\uFFFD') : value;
    }

    private static boolean isTime(Schema schema) {
        return Timestamp.LOGICAL_NAME.equals(schema.name());
    }

    private static boolean isListOfRecords(Schema schema) {
        return schema.type() == Schema.Type.ARRAY && schema.valueSchema().type() == Schema.Type.STRUCT;
    }

    private static String json(List<?> records) {
        try {
            return MAPPER.writeValueAsString(
                    records.stream().map(PostgresTypes::plain).toList());
        } catch (JsonProcessingException e) {
            throw new DataException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Struct struct -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                struct.schema().fields().forEach(field -> fields.put(field.name(), plain(struct.get(field))));
                yield fields;
            }
            case List<?> list -> list.stream().map(PostgresTypes::plain).toList();
            case null, default -> storable(value);
        };
    }
}
