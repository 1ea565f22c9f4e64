package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.Targets;
import io.dialogpulse.query.action.TestRequests;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.events.TestPublisher;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.view.TestViews;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers before it has any rows, and to requests that are wrong. Kafka is never reached. */
class HttpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Registry REGISTRY = Registry.at("mock://http-server");
    private static final Config REFERENCE = ConfigFactory.defaultReference().getConfig("query-api");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    static Path folder;

    private static HttpServer server;
    private static KafkaStreams streams;
    private static volatile List<String> missing = List.of("restoring 3 partitions");

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "http-server-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Topology topology = new Topology();
        topology.addSource("read", "dialogs");
        streams = new KafkaStreams(topology, properties);
        var rows = new Decoder<>(Topic.DIALOGS, DialogRow.class, REGISTRY, Duration.ZERO);
        LocalInstance local = new LocalInstance(
                new LocalStores(streams, new Levels()), 1, Duration.ofSeconds(1), Duration.ofSeconds(5), rows);
        Cluster cluster = Cluster.alone(local, 2, rows, Duration.ZERO);
        DialogReader dialogs = new DialogReader(
                cluster,
                new Decoder<>(Topic.DIALOG_TIMELINE, TimelineEntry.class, REGISTRY, Duration.ZERO),
                Duration.ZERO);
        EventPublisher publisher = TestPublisher.failingWith(new RecordTooLargeException("it has 2 bytes, 1 may be"));
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(AccessSettings.of(REFERENCE.getConfig("access"), "127.0.0.1", true), CLOCK),
                        dialogs,
                        Optional.empty(),
                        TestViews.unread(streams, REGISTRY),
                        new EventParser(CLOCK),
                        publisher,
                        new DialogActions(dialogs, new Targets(cluster), CLOCK),
                        new ClientErasures(cluster, CLOCK),
                        TestRequests.unread(streams, REGISTRY, publisher),
                        new Health(() -> true, () -> missing),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        RequestLimits.of(REFERENCE.getConfig("limits")),
                        PageSettings.none(),
                        CLOCK));
    }

    @AfterAll
    static void stop() {
        server.close();
        streams.close();
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
        HttpResponse<String> answer = get(path);

        assertProblem(answer, 503);
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
        JsonNode problem = assertProblem(send(request(path).method(method, BodyPublishers.noBody())), status);

        if (status == 400) {
            assertThat(problem.get("errors").get(0).get("field").asText()).isNotEmpty();
            assertThat(problem.get("errors").get(0).get("message").asText()).isNotEmpty();
        }
    }

    @Test
    void shouldNameTheMethodsThatArePossible() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/events").GET());

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void shouldAnswerAMalformedAddressWithAProblem() throws Exception {
        assertThat(raw("/api/v1/dialogs/%zz", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/dialogs?status=%zz, status",
        "/api/v1/dialogs?%zz=1, %zz",
        "/api/v1/dialogs?limit=5&line=%D0, line",
        "/api/v1/dialogs/d1?x=%, x",
        "/api/v1/dialogs/d1/history?cursor=%ff, cursor",
    })
    void shouldRefuseAParameterThatCannotBeDecoded(String path, String name) throws Exception {
        assertThat(raw(path, "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"field\":\"" + name + "\"");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/dialogs?line=, localhost, 414", "/api/v1/dialogs, localhost, 431"})
    void shouldRefuseAddressesAndHeadersThatAreTooLong(String path, String host, int status) throws Exception {
        String much = "x".repeat(40_000);
        String answer = status == 414 ? raw(path + much, host) : raw(path, host + "\r\nX-Much: " + much);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void shouldAnswerToTheNamesOfThisMachine(String host) throws Exception {
        assertThat(raw("/health/live", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "/, evil.example",
        "/api/v1/dialogs, evil.example:8080",
        "/metrics, localhost.evil.example",
        "/health/live, 127.0.0.1.evil.example",
    })
    void shouldRefuseOtherNamesThatMayHaveBeenMadeToLeadHere(String path, String host) throws Exception {
        assertThat(raw(path, host)).startsWith("HTTP/1.1 421").contains("application/problem+json");
    }

    @Test
    void shouldSayThatAnEventIsTooLarge() throws Exception {
        JsonNode problem = assertProblem(post("application/json", """
                        {"type": "pinned", "eventId": "e1", "dialogId": "d1", "occurredAt": "2026-11-01T00:00:00Z", "pinned": true}"""), 413);

        assertThat(problem.get("detail").asText())
                .isEqualTo("none of the events is taken: an event is too large: it has 2 bytes, 1 may be");
    }

    @Test
    void shouldListWhatIsWrongWithEachEvent() throws Exception {
        JsonNode problem = assertProblem(post("application/json", "[{\"type\":\"x\"},{\"type\":\"pinned\"}]"), 400);

        assertThat(problem.get("errors")).hasSize(2);
        assertThat(problem.get("errors").get(1))
                .isEqualTo(JSON.readTree("{\"index\":1,\"field\":\"eventId\",\"message\":\"is missing\"}"));
    }

    @Test
    void shouldTakeAnEmptyArrayWithoutKafka() throws Exception {
        HttpResponse<String> answer = post("application/json; charset=UTF-8", "[]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0}");
    }

    @Test
    void shouldRefuseOtherContentTypes() throws Exception {
        assertProblem(post("text/plain", "{}"), 415);
        assertProblem(post("application/json; charset=iso-8859-1", "{}"), 415);
        assertProblem(send(request("/api/v1/events").POST(BodyPublishers.ofString("{}"))), 415);
        assertProblem(
                send(request("/api/v1/events")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))),
                415);
    }

    @Test
    void shouldRefuseMoreThanEightMebibytes() throws Exception {
        byte[] body = " ".repeat((8 << 20) + 1).getBytes(StandardCharsets.US_ASCII);

        assertProblem(
                send(request("/api/v1/events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                413);
        assertProblem(
                send(request("/api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
                413);
    }

    @Test
    void shouldSayWhatIsMissingUntilItIsReady() throws Exception {
        assertThat(assertProblem(get("/health/ready"), 503).get("detail").asText())
                .isEqualTo("restoring 3 partitions");
        missing = List.of();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        missing = List.of("restoring 3 partitions");
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
        JsonNode problem = assertProblem(
                send(request("/api/v1/dialogs/search")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))),
                status);

        assertThat(problem.get("detail").asText()).startsWith(detail);
    }

    @Test
    void shouldMeasureRequests() throws Exception {
        get("/health/live");

        HttpResponse<String> metrics = get("/metrics");
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
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(actual -> assertThat(actual).startsWith(type));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotEmpty();
        return problem;
    }

    /** Sends what the client of the JDK would refuse to send. */
    private static String raw(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(
                request("/api/v1/events").header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }
}
