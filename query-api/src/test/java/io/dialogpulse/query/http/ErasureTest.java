package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureTest {
    private static final int DIALOGS = 1_203;
    private static final Role ALL = new Role(
            "ALL",
            Map.of(Right.VIEW, Scope.ALL, Right.HISTORY, Scope.ALL),
            Set.of(Permission.PUBLISH, Permission.ERASE));
    private static final Role BLIND = new Role("blind", Map.of(), Set.of(Permission.ERASE));
    private static final Role DIRECTOR =
            new Role("director", Map.of(Right.VIEW, Scope.ALL, Right.ACT, Scope.ALL), Set.of(Permission.PUBLISH));
    private static final Caller ADMINISTRATOR = new Caller("ada", "Ada", null, ALL);

    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;

    @BeforeAll
    static void start() throws Exception {
        List<DialogRow> rows = new ArrayList<>();
        for (int i = 0; i < DIALOGS; i++) {
            rows.add(row("d" + i, "c|1"));
        }
        rows.add(row("other", "c|12"));
        rows.add(row("nobody", null));
        server = FedServer.start(
                folder, rows, Map.of("ALL", ALL, "blind", BLIND, "director", DIRECTOR), PUBLISHED.publisher());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        PUBLISHED.take();
    }

    @Test
    void shouldEraseEveryDialogOfTheClientAndNoOther() throws Exception {
        for (Role role : List.of(ALL, BLIND)) {
            HttpResponse<String> answer =
                    erase(new Caller("ada", "Ada", null, role), "c|1", "{\"metrics\": \"removed\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            JsonNode told = FedServer.JSON.readTree(answer.body());
            assertThat(told.get("dialogs").asInt()).isEqualTo(DIALOGS);
            assertThat(told.get("metrics").asText()).isEqualTo("removed");
            List<StatusEvent> events =
                    PUBLISHED.take().stream().map(StatusEvent.class::cast).toList();
            assertThat(events.stream().map(StatusEvent::getDialogId).distinct())
                    .hasSize(DIALOGS)
                    .allMatch(id -> id.startsWith("d"));
            assertThat(events).hasSize(DIALOGS).allSatisfy(event -> {
                assertThat(event.getChange()).isEqualTo(new ClientErased(ErasedMetrics.REMOVED));
                assertThat(event.getActor().getId()).isEqualTo("ada");
                assertThat(event.getEventId()).isEqualTo(told.get("eventId").asText());
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c%7C12  | {\"metrics\": \"kept\"}           | 202",
                "c%7C12  | {\"metrics\": \"some\"}           | 400",
                "c%7C12  | {}                                | 400",
                "c%7C12  | {\"metrics\": \"kept\", \"x\": 1} | 400",
                "c       | {\"metrics\": \"kept\"}           | 404",
            })
    void shouldEraseOnlyWhatIsAskedForClearly(String client, String body, int status) throws Exception {
        HttpResponse<String> answer =
                server.send(ADMINISTRATOR, "/api/v1/clients/" + client + "/erasure", "POST", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(PUBLISHED.take()).hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void shouldLetOnlyThoseEraseWhoMay() throws Exception {
        Caller director = new Caller("dora", null, DIRECTOR);

        assertThat(erase(director, "c|1", "{\"metrics\": \"kept\"}").statusCode())
                .isEqualTo(403);
        String event = """
                {"type": "clientErased", "eventId": "e1", "dialogId": "other", "occurredAt": 1790000000000,
                 "metrics": "KEPT"}""";
        assertThat(server.send(director, "/api/v1/events", "POST", event).statusCode())
                .isEqualTo(403);
        assertThat(PUBLISHED.take()).isEmpty();
        assertThat(server.send(ADMINISTRATOR, "/api/v1/events", "POST", event).statusCode())
                .isEqualTo(202);
    }

    private static HttpResponse<String> erase(Caller caller, String client, String body) throws Exception {
        return server.send(caller, "/api/v1/clients/" + FedServer.encode(client) + "/erasure", "POST", body);
    }

    private static DialogRow row(String id, @org.jspecify.annotations.Nullable String client) {
        DialogRow row = new RandomRows(1).row(id);
        row.setClientId(client);
        return row;
    }
}
