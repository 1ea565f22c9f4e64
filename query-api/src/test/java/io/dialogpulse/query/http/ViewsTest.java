package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.schemas.Topic;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {
    private static final Role ALL = new Role("ALL", Map.of(Right.VIEW, Scope.ALL, Right.HISTORY, Scope.ALL), Set.of());
    private static final Role CONNECTOR = new Role("connector", Map.of(), Set.of(Permission.PUBLISH));
    private static final List<DialogRow> ROWS = new RandomRows(1).rows(50);

    @TempDir
    static Path folder;

    private static FedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = FedServer.start(folder, ROWS, Map.of("ALL", ALL, "connector", CONNECTOR));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldShowTheOthersAndSayWhichOneCannotBeRead() throws Exception {
        Caller uma = user("uma");
        server.json(put(uma, "Good", "{}"));
        server.json(put(uma, "Bad", "{}"));
        server.feed(Topic.DIALOG_VIEWS, "uma|Bad", new byte[] {7});

        JsonNode views = server.json(server.get(uma, "/api/v1/views"));
        assertThat(views.get("items").findValuesAsText("name")).contains("Good").doesNotContain("Bad");
        assertThat(views.get("unreadable").toString()).isEqualTo("[\"Bad\"]");
        assertThat(server.json(server.get(user("um"), "/api/v1/views")).get("unreadable"))
                .isEmpty();

        assertThat(server.send(uma, path("Bad"), "DELETE", "").statusCode()).isEqualTo(204);
        assertThat(server.json(server.get(uma, "/api/v1/views")).get("unreadable"))
                .isEmpty();
    }

    @Test
    void shouldKeepWhatAUserSavesAndShowItToNobodyElse() throws Exception {
        Caller anna = user("anna");
        JsonNode saved = server.json(put(anna, "Мои продажи", """
                {"filter": {"channel": ["vk"]}, "sort": "-number", "fields": ["number", "dialogId"]}"""));

        assertThat(saved.get("name").asText()).isEqualTo("Мои продажи");
        assertThat(saved.get("builtIn").asBoolean()).isFalse();
        assertThat(names(anna))
                .containsExactly("active", "waiting", "mine", "closed-today", "contact-center", "Мои продажи");
        assertThat(names(user("anna|Мои"))).hasSize(5);
        assertThat(names(user("ann"))).hasSize(5);

        JsonNode page = list(anna, "view=" + FedServer.encode("Мои продажи") + "&pinned=true");
        assertThat(page.get("total").asLong())
                .isEqualTo(ROWS.stream()
                        .filter(row -> "vk".equals(row.getChannel()) && row.getPinned())
                        .count());
        assertThat(page.get("items").get(0).fieldNames()).toIterable().containsExactly("number", "dialogId");
        assertThat(list(anna, "fields=dialogId&view=" + FedServer.encode("Мои продажи"))
                        .get("items")
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly("dialogId");

        assertThat(server.send(anna, path("Мои продажи"), "DELETE", "").statusCode())
                .isEqualTo(204);
        assertThat(names(anna)).hasSize(5);
        assertThat(server.send(anna, path("Мои продажи"), "DELETE", "").statusCode())
                .isEqualTo(404);
        assertThat(server.get(anna, "/api/v1/dialogs?view=" + FedServer.encode("Мои продажи"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldReplaceAViewOfTheSameName() throws Exception {
        Caller boris = user("boris");
        put(boris, "v", "{\"sort\": \"number\"}");
        put(boris, "v", "{\"sort\": \"-number\"}");

        assertThat(names(boris)).hasSize(6);
        assertThat(list(boris, "view=v").get("items").get(0).get("number").asLong())
                .isEqualTo(ROWS.stream().mapToLong(DialogRow::getNumber).max().orElseThrow());
    }

    @Test
    void shouldTurnThePagesOfAView() throws Exception {
        Caller caller = user("clara");
        put(caller, "two", "{\"limit\": 2, \"filter\": {\"spam\": false}}");
        JsonNode first = list(caller, "view=two");
        assertThat(first.get("items")).hasSize(2);

        JsonNode second = list(caller, "view=two&cursor=" + first.get("cursor").asText());
        assertThat(second.get("items")).hasSize(2).doesNotContainAnyElementsOf(first.get("items"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "waiting", "mine", "closed-today", "contact-center", " contact-center "})
    void shouldNotLetBuiltInViewsBeReplaced(String name) throws Exception {
        assertThat(put(user("anna"), name, "{}").statusCode()).isEqualTo(409);
        assertThat(server.send(user("anna"), path(name), "DELETE", "").statusCode())
                .isEqualTo(409);
        assertThat(server.get(user("anna"), "/api/v1/dialogs?view=" + FedServer.encode(name))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ok; []; body",
                "ok; {\"cursor\": \"x\"}; cursor",
                "ok; {\"partial\": true}; partial",
                "ok; {\"status\": \"NEW\"}; status",
                "ok; {\"filter\": {\"status\": \"KING\"}}; filter.status",
                "ok; {\"filter\": {\"nothing\": 1}}; filter.nothing",
                "ok; {\"sort\": \"nothing\"}; sort",
                "ok; {\"fields\": [\"nothing\"]}; fields",
                "a|b; {}; name",
                "-a; {}; name",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; {}; name",
            })
    void shouldRefuseWhatTheListWouldNotUnderstand(String name, String definition, String field) throws Exception {
        HttpResponse<String> answer = put(user("dora"), name, definition);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(FedServer.JSON
                        .readTree(answer.body())
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo(field);
        assertThat(names(user("dora"))).hasSize(5);
    }

    @Test
    void shouldBoundNumberAndSize() throws Exception {
        Caller emil = user("emil");
        for (int i = 0; i < 100; i++) {
            assertThat(put(emil, "v" + i, "{}").statusCode()).isEqualTo(200);
        }
        assertThat(put(emil, "v100", "{}").statusCode()).isEqualTo(409);
        assertThat(put(emil, "v99", "{}").statusCode()).isEqualTo(200);
        assertThat(put(user("fritz"), "v", "{\"sort\": \"" + "x".repeat(20_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void shouldBeForThoseWhoMayView() throws Exception {
        Caller connector = new Caller("c1", null, CONNECTOR);

        assertThat(server.get(connector, "/api/v1/views").statusCode()).isEqualTo(403);
        assertThat(put(connector, "v", "{}").statusCode()).isEqualTo(403);
    }

    private static List<String> names(Caller caller) throws Exception {
        JsonNode views = server.json(server.get(caller, "/api/v1/views"));
        return views.get("items").findValuesAsText("name");
    }

    private static JsonNode list(Caller caller, String parameters) throws Exception {
        return server.json(server.get(caller, "/api/v1/dialogs?" + parameters));
    }

    private static HttpResponse<String> put(Caller caller, String name, String definition) throws Exception {
        return server.send(caller, path(name), "PUT", definition);
    }

    private static String path(String name) {
        return "/api/v1/views/" + FedServer.encode(name);
    }

    private static Caller user(String id) {
        return new Caller(id, null, ALL);
    }
}
