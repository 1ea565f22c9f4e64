package io.dialogpulse.query.http;

import static io.dialogpulse.query.http.ActionRows.ACTIONS;
import static io.dialogpulse.query.http.ActionRows.ANALYST;
import static io.dialogpulse.query.http.ActionRows.DIRECTRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions that are refused as a whole: nothing of them is published. */
class ActionRefusalsTest {
    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ActionRows.start(folder, PUBLISHED, Instant.EPOCH);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        PUBLISHED.take();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                              | body",
                "{\"dialogIds\": [\"mine\"]}                                     | action",
                "{\"action\": \"reopen\", \"dialogIds\": [\"mine\"]}             | action",
                "{\"action\": \"close\"}                                         | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": []}                      | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": \"mine\"}                | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\", 7]}           | dialogIds[1]",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\", \"mine\"]}    | dialogIds[1]",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\"], \"now\": 1}  | now",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\"}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"]}           | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\", \"operatorId\": \"bob\"}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\", \"team\": \"x\"}} | to.team",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l9\"}} | to.lineId",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"operatorId\": \"bobb\"}} | to.operatorId",
            })
    void shouldNameTheFieldThatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = server.send(DIRECTRESS, ACTIONS, "POST", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(FedServer.JSON
                        .readTree(answer.body())
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo(field);
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        String ids =
                IntStream.rangeClosed(0, 500).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(","));
        HttpResponse<String> many =
                server.send(DIRECTRESS, ACTIONS, "POST", "{\"action\": \"close\", \"dialogIds\": [" + ids + "]}");
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("has 501 ids, not 1 to 500");

        HttpResponse<String> large = server.send(
                DIRECTRESS,
                ACTIONS,
                "POST",
                "{\"action\": \"close\", \"dialogIds\": [\"" + "x".repeat(1 << 20) + "\"]}");
        assertThat(large.statusCode()).isEqualTo(413);

        String name = "n".repeat(257);
        HttpResponse<String> named = server.send(
                DIRECTRESS,
                ACTIONS,
                "POST",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"],"
                        + " \"to\": {\"operatorId\": \"bob\", \"operatorName\": \"" + name + "\"}}");
        assertThat(named.statusCode()).isEqualTo(400);
        assertThat(named.body()).contains("\"field\":\"to.operatorName\"");
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherContentType() throws Exception {
        HttpResponse<String> answer = server.send(server.request(DIRECTRESS, ACTIONS)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"action\": \"close\", \"dialogIds\": [\"mine\"]}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void shouldRefuseThoseWhoMayActOnNothing() throws Exception {
        Caller analyst = new Caller("anna", null, ANALYST);

        assertThat(server.send(analyst, ACTIONS, "POST", "{\"action\": \"close\", \"dialogIds\": [\"mine\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(analyst, "/api/v1/dialogs/mine/review", "PUT", "{\"rating\": 5}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(PUBLISHED.take()).isEmpty();
    }
}
