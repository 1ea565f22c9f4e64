package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to events that are posted, and to what is none. */
class EventRoutesTest {
    @TempDir
    static Path folder;

    private static EmptyServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmptyServer.local(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldSayThatAnEventIsTooLarge() throws Exception {
        JsonNode problem = EmptyServer.problem(post("application/json", """
                        {"type": "pinned", "eventId": "e1", "dialogId": "d1", "occurredAt": "2026-11-01T00:00:00Z", "pinned": true}"""), 413);

        assertThat(problem.get("detail").asText())
                .isEqualTo("none of the events is taken: an event is too large: it has 2 bytes, 1 may be");
    }

    @Test
    void shouldListWhatIsWrongWithEachEvent() throws Exception {
        JsonNode problem =
                EmptyServer.problem(post("application/json", "[{\"type\":\"x\"},{\"type\":\"pinned\"}]"), 400);

        assertThat(problem.get("errors")).hasSize(2);
        assertThat(problem.get("errors").get(1))
                .isEqualTo(EmptyServer.JSON.readTree("{\"index\":1,\"field\":\"eventId\",\"message\":\"is missing\"}"));
    }

    @Test
    void shouldTakeAnEmptyArrayWithoutKafka() throws Exception {
        HttpResponse<String> answer = post("application/json; charset=UTF-8", "[]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0}");
    }

    @Test
    void shouldRefuseOtherContentTypes() throws Exception {
        EmptyServer.problem(post("text/plain", "{}"), 415);
        EmptyServer.problem(post("application/json; charset=iso-8859-1", "{}"), 415);
        EmptyServer.problem(server.send(server.request("/api/v1/events").POST(BodyPublishers.ofString("{}"))), 415);
        EmptyServer.problem(
                server.send(server.request("/api/v1/events")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))),
                415);
    }

    @Test
    void shouldRefuseMoreThanEightMebibytes() throws Exception {
        byte[] body = " ".repeat((8 << 20) + 1).getBytes(StandardCharsets.US_ASCII);

        EmptyServer.problem(
                server.send(server.request("/api/v1/events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                413);
        EmptyServer.problem(
                server.send(server.request("/api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
                413);
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return server.send(server.request("/api/v1/events")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }
}
