package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<DialogRow> ROWS = new RandomRows(1).rows(3);
    private static final Role ALL = new Role(
            "ALL",
            Map.of(Right.VIEW, Scope.ALL, Right.HISTORY, Scope.ALL),
            Set.of(Permission.PUBLISH, Permission.METRICS));
    private static final Caller CALLER = new Caller("anna", null, ALL);

    @TempDir
    static Path folder;

    private static FedServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        server = FedServer.start(folder, ROWS, Map.of("ALL", ALL));
        document = server.json(server.get(CALLER, "/openapi.json"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldDescribeTheRoutesThatThereAreAndNoOthers() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        // What all operations of a path have in common
        described.removeIf(route -> route.startsWith("PARAMETERS "));

        assertThat(described).isEqualTo(server.routes());
    }

    @Test
    void shouldReferToNothingThatIsMissing() {
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(document.toString());
        int found = 0;
        while (references.find()) {
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
            found++;
        }
        assertThat(found).isPositive();
    }

    @Test
    void shouldDescribeOnlyParametersThatTheListKnows() throws Exception {
        JsonNode parameters = document.at("/paths/~1api~1v1~1dialogs/get/parameters");
        assertThat(parameters).hasSizeGreaterThan(100);
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").asText();
            HttpResponse<String> answer = server.get(CALLER, "/api/v1/dialogs?" + FedServer.encode(name) + "=%3F");
            assertThat(answer.body()).as(name).doesNotContain("is no parameter", "is no filter");
        }
    }

    @Test
    void shouldDescribeRowsAndEntriesAsTheyAre() throws Exception {
        String id = FedServer.encode(ROWS.getFirst().getDialogId());
        JsonNode row = server.json(server.get(CALLER, "/api/v1/dialogs/" + id));
        JsonNode entry = server.json(server.get(CALLER, "/api/v1/dialogs/" + id + "/history"))
                .get("items")
                .get(0);

        assertFields(row, "DialogRow");
        assertFields(entry, "TimelineEntry");
        assertThat(document.at("/components/schemas/TimelineEntry/properties/type/enum"))
                .contains(entry.get("type"));
    }

    @Test
    void shouldServeAPageToReadItWithoutInlineScripts() throws Exception {
        HttpResponse<String> page = server.get(CALLER, "/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("script"));
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        while (links.find()) {
            assertThat(server.get(CALLER, links.group(1)).statusCode())
                    .as(links.group(1))
                    .isEqualTo(200);
        }
    }

    private static void assertFields(JsonNode value, String schema) throws Exception {
        JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
        Set<String> described = new TreeSet<>();
        properties.fieldNames().forEachRemaining(described::add);
        Set<String> actual = new TreeSet<>();
        value.fieldNames().forEachRemaining(actual::add);
        assertThat(actual).isEqualTo(described);
        for (String name : actual) {
            JsonNode types = JSON.readTree("[" + properties.get(name).get("type") + "]");
            String type = switch (value.get(name).getNodeType()) {
                case NULL -> "null";
                case NUMBER -> "integer";
                default -> value.get(name).getNodeType().name().toLowerCase(Locale.ROOT);
            };
            assertThat(types.toString()).as(schema + "." + name).contains("\"" + type + "\"");
        }
    }
}
