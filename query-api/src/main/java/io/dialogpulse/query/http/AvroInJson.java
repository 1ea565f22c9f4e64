package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.EntryType;
import org.apache.avro.Schema;

/** What Avro records look like as {@link JsonValues} writes them, in JSON Schema. */
final class AvroInJson {
    private static final String UNKNOWN = "UNKNOWN";

    private AvroInJson() {}

    static ObjectNode schema(Schema avro) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (avro.getType()) {
            case RECORD -> {
                schema.put("type", "object");
                ObjectNode properties = schema.putObject("properties");
                ArrayNode required = schema.putArray("required");
                for (Schema.Field field : avro.getFields()) {
                    ObjectNode property = schema(field.schema());
                    if (field.doc() != null) {
                        property.put("description", field.doc());
                    }
                    properties.set(field.name(), property);
                    required.add(field.name());
                }
            }
            case UNION -> {
                Schema present = avro.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
                schema = schema(present);
                schema.putArray("type").add(type(present)).add("null");
                if (schema.get("enum") instanceof ArrayNode symbols) {
                    symbols.addNull();
                }
            }
            case ARRAY -> schema.put("type", type(avro)).set("items", schema(avro.getElementType()));
            case ENUM -> {
                schema.put("type", type(avro));
                ArrayNode symbols = schema.putArray("enum");
                avro.getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals(UNKNOWN))
                        .map(symbol -> avro.getFullName().equals(EntryType.class.getName())
                                ? JsonValues.eventType(EntryType.valueOf(symbol))
                                : symbol)
                        .forEach(symbols::add);
            }
            default -> {
                schema.put("type", type(avro));
                if (avro.getLogicalType() != null) {
                    schema.put("format", "date-time");
                }
            }
        }
        return schema;
    }

    private static String type(Schema avro) {
        return switch (avro.getType()) {
            case INT -> "integer";
            // Times are the only longs with a logical type
            case LONG -> avro.getLogicalType() == null ? "integer" : "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case RECORD -> "object";
            default -> "string";
        };
    }
}
