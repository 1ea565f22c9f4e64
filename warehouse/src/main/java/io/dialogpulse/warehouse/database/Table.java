package io.dialogpulse.warehouse.database;

import io.dialogpulse.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The table of an output topic: one row a key, one column a field of the topic's schema, with its name and its
 * documentation.
 *
 * @param name the topic's name with underscores
 * @param key the column with the record's key
 * @param columns all columns, the key among them
 */
public record Table(Topic topic, String name, String key, List<Column> columns) {
    /**
     * A column.
     *
     * @param type PostgreSQL's type, with {@code NOT NULL} where a value is never missing
     * @param comment what the schema says about the field
     */
    public record Column(String name, String type, String comment) {}

    public Table {
        columns = List.copyOf(columns);
    }

    /** The tables of all output topics that hold a current state. Dead letters are none, users' saved views no output. */
    public static List<Table> all() {
        return Stream.of(Topic.values())
                .filter(topic -> !topic.isInput() && topic != Topic.DIALOG_VIEWS && isCompacted(topic))
                .map(Table::of)
                .toList();
    }

    private static boolean isCompacted(Topic topic) {
        return TopicConfig.CLEANUP_POLICY_COMPACT.equals(topic.config().get(TopicConfig.CLEANUP_POLICY_CONFIG));
    }

    private static Table of(Topic topic) {
        Schema row = topic.publicSchema().orElseThrow();
        List<Column> columns = new ArrayList<>();
        // A dialog's key is a field of it anyway; the other keys are put together from several.
        String key = topic == Topic.DIALOGS ? "dialogId" : "key";
        if (row.getField(key) == null) {
            columns.add(new Column(key, "text NOT NULL", "The record's key in topic " + topic.topicName() + "."));
        }
        row.getFields().forEach(field -> columns.add(column(field)));
        return new Table(topic, topic.topicName().replace('-', '_'), key, columns);
    }

    private static Column column(Schema.Field field) {
        Schema schema = field.schema();
        String comment = field.doc() == null ? "" : field.doc().replaceAll("\\s+", " ");
        if (!schema.isUnion()) {
            return new Column(field.name(), type(field.name(), schema) + " NOT NULL", comment);
        }
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() != 1) {
            throw new IllegalStateException(
                    "field " + field.name() + " has several types, a column has one: " + schema);
        }
        return new Column(field.name(), type(field.name(), branches.getFirst()), comment);
    }

    private static String type(String field, Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> "text";
            case BOOLEAN -> "boolean";
            case INT -> "integer";
            case LONG -> schema.getLogicalType() == null ? "bigint" : "timestamptz";
            case FLOAT -> "real";
            case DOUBLE -> "double precision";
            case BYTES -> "bytea";
            case ARRAY ->
                schema.getElementType().getType() == Schema.Type.RECORD
                        ? "jsonb"
                        : type(field, schema.getElementType()) + "[]";
            default -> throw new IllegalStateException("field " + field + ": no column type for " + schema);
        };
    }

    /** The statements that make the table, or add the columns that it lacks, and document it. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(columns.stream()
                .map(column -> quoted(column.name()) + " " + column.type())
                .collect(Collectors.joining(
                        ",\n  ",
                        "CREATE TABLE IF NOT EXISTS " + name + " (\n  ",
                        ",\n  PRIMARY KEY (" + quoted(key) + "))")));
        for (Column column : columns) {
            // Rows that were there before the column have no value in it.
            statements.add("ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s"
                    .formatted(name, quoted(column.name()), column.type().replace(" NOT NULL", "")));
            statements.add("COMMENT ON COLUMN %s.%s IS '%s'"
                    .formatted(name, quoted(column.name()), column.comment().replace("'", "''")));
        }
        String comment = "Topic " + topic.topicName() + ": "
                + topic.publicSchema().map(Schema::getDoc).orElse("").replaceAll("\\s+", " ");
        statements.add("COMMENT ON TABLE %s IS '%s'".formatted(name, comment.replace("'", "''")));
        return statements;
    }

    private static String quoted(String identifier) {
        return '"' + identifier + '"';
    }
}
