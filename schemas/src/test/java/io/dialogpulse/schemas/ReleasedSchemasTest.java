package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever released is kept as {@code released/<subject>/<version>.avsc}. A change of a schema is
 * released by adding the next version there, as this test prints it; what was released is never edited.
 */
class ReleasedSchemasTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("topicsWithSchema")
    void isCompatibleWithEveryReleasedVersion(Topic topic) throws IOException {
        Schema current = topic.publicSchema().orElseThrow();

        assertThatCode(() -> validator(topic).validate(current, newestFirst(released(topic))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topicsWithSchema")
    void isKeptAsTheNewestReleasedVersion(Topic topic) throws IOException {
        String current = pretty(topic.publicSchema().orElseThrow());

        assertThat(released(topic).reversed().stream()
                        .map(ReleasedSchemasTest::pretty)
                        .findFirst())
                .as(
                        "the newest of released/%s; if the change is meant, add the next version:%n%s",
                        topic.subject(), current)
                .hasValue(current);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topicsWithSchema")
    void documentsEveryField(Topic topic) {
        assertThat(undocumented(topic.publicSchema().orElseThrow(), new ArrayList<>()))
                .isEmpty();
    }

    @Test
    void outputsMayNotGainAFieldWithoutDefault() throws IOException {
        Schema row = Topic.DIALOGS.publicSchema().orElseThrow();
        List<Schema.Field> fields = new ArrayList<>();
        row.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("mood", Schema.create(Schema.Type.STRING), "No default."));
        Schema changed = Schema.createRecord(row.getName(), row.getDoc(), row.getNamespace(), false, fields);

        assertThatCode(() -> validator(Topic.DIALOGS).validate(changed, released(Topic.DIALOGS)))
                .isInstanceOf(org.apache.avro.SchemaValidationException.class);
    }

    static Stream<Topic> topicsWithSchema() {
        return Stream.of(Topic.values()).filter(topic -> topic.publicSchema().isPresent());
    }

    private static SchemaValidator validator(Topic topic) {
        var builder = new SchemaValidatorBuilder();
        return switch (topic.compatibility()) {
            case "BACKWARD_TRANSITIVE" -> builder.canReadStrategy().validateAll();
            case "FULL_TRANSITIVE" -> builder.mutualReadStrategy().validateAll();
            default -> throw new IllegalStateException(topic.compatibility());
        };
    }

    private static List<Schema> released(Topic topic) throws IOException {
        List<Schema> versions = new ArrayList<>();
        while (true) {
            String path = "/released/" + topic.subject() + "/" + (versions.size() + 1) + ".avsc";
            try (InputStream file = ReleasedSchemasTest.class.getResourceAsStream(path)) {
                if (file == null) {
                    return versions;
                }
                versions.add(new SchemaParser().parse(file).mainSchema());
            }
        }
    }

    private static String pretty(Schema schema) {
        return SchemaFormatter.format("json/pretty", schema);
    }

    private static List<Schema> newestFirst(List<Schema> versions) {
        return versions.reversed();
    }

    private static List<String> undocumented(Schema schema, List<String> found) {
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> {
                    if (field.doc() == null) {
                        found.add(schema.getName() + "." + field.name());
                    }
                    undocumented(field.schema(), found);
                });
            case UNION -> schema.getTypes().forEach(type -> undocumented(type, found));
            case ARRAY -> undocumented(schema.getElementType(), found);
            default -> {
                // A leaf; its field has the doc.
            }
        }
        return found;
    }
}
