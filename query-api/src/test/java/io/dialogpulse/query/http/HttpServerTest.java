package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers before it has any rows, and to requests that are wrong. */
class HttpServerTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/dialogs",
                "/api/v1/views",
                "/api/v1/dialogs/d1",
                "/api/v1/dialogs/d1/history",
                "/api/v1/clients/c1/history"
            })
    void shouldAskToComeAgainInsteadOfAnsweringAnEmptyListBeforeItHasCaughtUp(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);

        EmptyServer.problem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /nothing.html, 404",
        "GET, /page/index.html, 404",
        "GET, /app/../reference.conf, 404",
        "POST, /api/v1/dialogs, 405",
        "POST, /api/v1/dialogs/search, 415",
        "DELETE, /api/v1/events, 405",
        "POST, /internal/v1/questions, 404",
        "GET, /api/v1/dialogs?line=, 400",
        "GET, /api/v1/dialogs?foo=1, 400",
        "GET, /api/v1/dialogs/d1?foo=1, 400",
        "GET, /api/v1/dialogs/d1/history?limit=0, 400",
        "GET, /api/v1/dialogs/d1/history?cursor=x, 400",
        "GET, /api/v1/dialogs/d1/history?order=down, 400",
        "GET, /api/v1/clients/c1/history?cursor=x, 400",
        "GET, /api/v1/clients/c1/history?order=desc, 400",
        "GET, /api/v1/clients/c1/history?limit=501, 400",
    })
    void shouldAnswerEveryRefusalWithAProblem(String method, String path, int status) throws Exception {
        JsonNode problem =
                EmptyServer.problem(server.send(server.request(path).method(method, BodyPublishers.noBody())), status);

        if (status == 400) {
            assertThat(problem.get("errors").get(0).get("field").asText()).isNotEmpty();
            assertThat(problem.get("errors").get(0).get("message").asText()).isNotEmpty();
        }
    }

    @Test
    void shouldNameTheMethodsThatArePossible() throws Exception {
        HttpResponse<String> answer =
                server.send(server.request("/api/v1/events").GET());

        EmptyServer.problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void shouldSayWhatIsMissingUntilItIsReady() throws Exception {
        server.setMissing(List.of("restoring 3 partitions"));
        assertThat(EmptyServer.problem(server.get("/health/ready"), 503)
                        .get("detail")
                        .asText())
                .isEqualTo("restoring 3 partitions");
        server.setMissing(List.of());
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|400|the body is empty, not JSON",
                "{|400|the body is no JSON: Unexpected end-of-input",
                "{\"limit\": 5, \"limit\": 6}|400|the body is no JSON: Duplicate field 'limit'",
                "{} {}|400|the body is no JSON: Trailing token",
                "{\"limit\": 0}|400|limit is \"0\", not a number from 1 to 500",
                "{\"filter\": {\"foo\": 1}}|400|filter.foo is no parameter of this list",
                "[|413|the body has more than 65536 bytes",
            })
    void shouldRefuseSearchesThatItCannotRead(@Nullable String start, int status, String detail) throws Exception {
        String body = status == 413 ? start + " ".repeat(64 << 10) : start == null ? "" : start;
        JsonNode problem = EmptyServer.problem(
                server.send(server.request("/api/v1/dialogs/search")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))),
                status);

        assertThat(problem.get("detail").asText()).startsWith(detail);
    }

    @Test
    void shouldMeasureRequests() throws Exception {
        server.get("/health/live");

        HttpResponse<String> metrics = server.get("/metrics");
        assertThat(metrics.body()).contains("http_server_requests_seconds_count", "uri=\"/health/live\"");
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/index.html, text/html",
        "/style/base.css, text/css",
        "/app/main.js, text/javascript",
        "/webjars/tabulator-tables/6.3.1/dist/js/tabulator_esm.min.mjs, text/javascript",
        "/webjars/tabulator-tables/6.3.1/dist/css/tabulator.min.css, text/css",
        "/webjars/echarts/5.5.0/echarts.esm.min.mjs, text/javascript",
    })
    void shouldServeThePageAndItsLibraries(String path, String type) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(actual -> assertThat(actual).startsWith(type));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
    }
}
