package io.dialogpulse.query.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells a Parquet writer what rows consist of. */
final class ParquetRowSupport extends WriteSupport<DialogRow> {
    private static final String LIST = "list";
    private static final String ELEMENT = "element";

    private final List<Column> columns;
    private @Nullable RecordConsumer consumer;

    ParquetRowSupport(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract nevertheless
    public WriteContext init(Configuration configuration) {
        return init();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return init();
    }

    private WriteContext init() {
        return new WriteContext(
                new MessageType(
                        "dialog", columns.stream().map(ParquetRowSupport::type).toList()),
                Map.of());
    }

    private static Type type(Column column) {
        String name = column.apiName();
        return switch (column.kind()) {
            case TIME ->
                Types.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name);
            case NUMBER, COUNT, RATING, DURATION -> Types.optional(INT64).named(name);
            case FLAG -> Types.optional(BOOLEAN).named(name);
            case KEYWORDS ->
                Types.optionalList().requiredElement(BINARY).as(stringType()).named(name);
            case LINKS ->
                Types.optionalList()
                        .requiredGroupElement()
                        .required(BINARY)
                        .as(stringType())
                        .named("type")
                        .required(BINARY)
                        .as(stringType())
                        .named("id")
                        .optional(BINARY)
                        .as(stringType())
                        .named("url")
                        .named(name);
            case KEYWORD, LABEL, NAME, PAGE ->
                Types.optional(BINARY).as(stringType()).named(name);
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(DialogRow row) {
        RecordConsumer to = consumer;
        if (to == null) {
            throw new IllegalStateException("the file has not begun");
        }
        to.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).valueIn(row);
            if (value != null) {
                to.startField(columns.get(i).apiName(), i);
                value(to, value);
                to.endField(columns.get(i).apiName(), i);
            }
        }
        to.endMessage();
    }

    private static void value(RecordConsumer to, Object value) {
        switch (value) {
            case Instant time -> to.addLong(time.toEpochMilli());
            case Number number -> to.addLong(number.longValue());
            case Boolean flag -> to.addBoolean(flag);
            case List<?> list -> list(to, list);
            case CrmLink link -> {
                to.startGroup();
                field(to, "type", 0, link.getType().name());
                field(to, "id", 1, link.getId());
                field(to, "url", 2, link.getUrl());
                to.endGroup();
            }
            default -> to.addBinary(Binary.fromString(value.toString()));
        }
    }

    private static void list(RecordConsumer to, List<?> values) {
        to.startGroup();
        if (!values.isEmpty()) {
            to.startField(LIST, 0);
            for (Object value : values) {
                to.startGroup();
                to.startField(ELEMENT, 0);
                value(to, value);
                to.endField(ELEMENT, 0);
                to.endGroup();
            }
            to.endField(LIST, 0);
        }
        to.endGroup();
    }

    private static void field(RecordConsumer to, String name, int index, @Nullable String value) {
        if (value != null) {
            to.startField(name, index);
            to.addBinary(Binary.fromString(value));
            to.endField(name, index);
        }
    }
}
