package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs/metrics.md} are what the schemas say, so a change of a schema cannot leave them behind. Run
 * with {@code -Ddialogpulse.write=true} to write them.
 */
class MetricsDocumentationTest {
    private static final Path FILE = Path.of("../docs/metrics.md");
    private static final String BEGIN = "<!-- The rest is generated from the schemas. -->\n";

    @Test
    void showsEveryFieldOfEveryOutputTopicAsItsSchemaDoes() throws IOException {
        String file = Files.readString(FILE);
        String expected = file.substring(0, file.indexOf(BEGIN) + BEGIN.length()) + tables();

        if (Boolean.getBoolean("dialogpulse.write")) {
            Files.writeString(FILE, expected);
        }

        assertThat(Files.readString(FILE))
                .as("docs/metrics.md; -Ddialogpulse.write=true writes it")
                .isEqualTo(expected);
    }

    private static String tables() {
        return Stream.of(Topic.values())
                .flatMap(topic -> topic.publicSchema().stream()
                        .filter(schema -> schema.getNamespace().equals(DialogRow.class.getPackageName()))
                        .map(schema -> table(topic, schema)))
                .collect(Collectors.joining());
    }

    private static String table(Topic topic, Schema record) {
        return record.getFields().stream()
                .map(field -> String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %s |%n",
                        field.name(),
                        type(field.schema()),
                        cell(Objects.requireNonNull(field.doc()))))
                .collect(Collectors.joining(
                        "",
                        "\n## " + topic.topicName() + "\n\n" + record.getDoc()
                                + "\n\n| field | type | meaning |\n|---|---|---|\n",
                        ""));
    }

    private static String cell(String doc) {
        return doc.replace("\n", " ").replace("|", "\\|");
    }

    private static String type(Schema schema) {
        if (schema.isUnion()) {
            List<Schema> branches = schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .toList();
            return type(branches.getFirst()) + ", nullable";
        }
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return "timestamp-millis";
        }
        return switch (schema.getType()) {
            case ENUM ->
                schema.getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals("UNKNOWN"))
                        .map(symbol -> "`" + symbol + "`")
                        .collect(Collectors.joining(" "));
            case ARRAY -> "array of " + type(schema.getElementType());
            case RECORD ->
                schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", ", "{", "}"));
            default -> schema.getType().getName();
        };
    }
}
