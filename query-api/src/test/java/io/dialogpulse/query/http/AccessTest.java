package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.Targets;
import io.dialogpulse.query.action.TestRequests;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.ClusterKey;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.cluster.Peers;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, where tokens are needed. There are no rows: whoever gets in is told to wait for them. */
class AccessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Registry REGISTRY = Registry.at("mock://access");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Config REFERENCE = ConfigFactory.defaultReference()
            .getConfig("query-api")
            .withValue("access.secret", ConfigValueFactory.fromAnyRef("a secret of no less than 32 bytes"))
            .withValue("limits.burst", ConfigValueFactory.fromAnyRef(50))
            .withValue("limits.requests-per-second", ConfigValueFactory.fromAnyRef(1));
    private static final AccessSettings SETTINGS = AccessSettings.of(REFERENCE.getConfig("access"), "0.0.0.0", false);

    private static final String CLUSTER_SECRET = "another secret of no less than 32 bytes";

    @TempDir
    static Path folder;

    private static HttpServer server;
    private static KafkaStreams streams;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "access-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
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
        EventPublisher publisher = TestPublisher.failingWith(new TimeoutException("nobody answers"));
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(SETTINGS, CLOCK),
                        dialogs,
                        Optional.of(new Peers(local, "10.0.0.7:8080", new ClusterKey(CLUSTER_SECRET, CLOCK))),
                        TestViews.unread(streams, REGISTRY),
                        new EventParser(CLOCK),
                        publisher,
                        new DialogActions(dialogs, new Targets(cluster), CLOCK),
                        new ClientErasures(cluster, CLOCK),
                        TestRequests.unread(streams, REGISTRY, publisher),
                        new Health(() -> true, List::of),
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
    @CsvSource({
        "GET, /api/v1/dialogs",
        "GET, /api/v1/dialogs?unknown=1",
        "GET, /api/v1/dialogs/d1",
        "GET, /api/v1/dialogs/d1/history",
        "POST, /api/v1/dialogs/search",
        "GET, /api/v1/dialogs/export?format=csv",
        "POST, /api/v1/dialogs/export?format=csv",
        "GET, /api/v1/views",
        "PUT, /api/v1/views/mine",
        "DELETE, /api/v1/views/mine",
        "POST, /api/v1/dialogs/actions",
        "PUT, /api/v1/dialogs/d1/review",
        "POST, /api/v1/clients/c1/erasure",
        "GET, /api/v1/me",
        "GET, /api/v1/nothing",
        "POST, /api/v1/events",
        "DELETE, /api/v1/events",
        "GET, /metrics",
    })
    void shouldTellStrangersNothing(String method, String path) throws Exception {
        for (String authorization : List.of("", "Bearer x.y.z", "Bearer", "Basic b3A6b3A=", "Bearer " + expired())) {
            HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = send(request);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(JSON.readTree(answer.body()).get("detail").asText()).isEqualTo("a valid bearer token is needed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/", "/app/main.js"})
    void shouldShowThePageAndItsHealthToAnybody(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/dialogs, connector, 403",
        "GET, /api/v1/dialogs/d1, connector, 403",
        "GET, /api/v1/dialogs/d1/history, connector, 403",
        "GET, /api/v1/dialogs, operator, 503",
        "GET, /api/v1/dialogs, analyst, 503",
        "GET, /api/v1/dialogs/d1, director, 503",
        "GET, /api/v1/me, connector, 200",
        "POST, /api/v1/events, operator, 403",
        "POST, /api/v1/events, director, 403",
        "POST, /api/v1/events, analyst, 403",
        "POST, /api/v1/events, connector, 415",
        "POST, /api/v1/events, administrator, 415",
        "GET, /metrics, director, 403",
        "GET, /metrics, administrator, 200",
    })
    void shouldLetEachRoleDoWhatItMay(String method, String path, String role, int status) throws Exception {
        HttpRequest.Builder request = request(path)
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token("user of " + path, role, Duration.ofMinutes(1)));

        assertThat(send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldTellCallersWhoTheyAre() throws Exception {
        String token = token("op1", "operator", Duration.ofMinutes(1));
        JsonNode me = JSON.readTree(send(request("/api/v1/me").header("Authorization", "Bearer " + token))
                .body());

        assertThat(me).isEqualTo(JSON.readTree("""
                {"userId": "op1", "name": null, "department": "sales", "role": "operator", "rights": {"view": "own",
                 "history": "own", "act": "own", "review": "none", "publish": false, "metrics": false,
                            "erase": false}}"""));
    }

    @Test
    void shouldSlowDownAUserWhoAsksTooMuch() throws Exception {
        String token = token("busy", "director", Duration.ofMinutes(1));
        HttpResponse<String> answer = send(request("/api/v1/me").header("Authorization", "Bearer " + token));
        for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
            answer = send(request("/api/v1/me").header("Authorization", "Bearer " + token));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(send(request("/api/v1/me")
                                .header(
                                        "Authorization",
                                        "Bearer " + token("patient", "director", Duration.ofMinutes(1))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldLetNobodyAskAsAnotherInstance() throws Exception {
        for (String authorization : List.of(
                "Basic b3A6b3A=",
                "Bearer",
                "Bearer x.y.z",
                "Bearer " + CLUSTER_SECRET,
                "Bearer " + token("root", "administrator", Duration.ofMinutes(1)))) {
            HttpRequest.Builder request =
                    request(Peers.PATH).POST(BodyPublishers.ofString("{}")).header("Authorization", authorization);

            assertThat(send(request).statusCode()).isEqualTo(401);
        }
        assertThat(send(request(Peers.PATH).POST(BodyPublishers.ofString("{}"))).statusCode())
                .isEqualTo(401);
    }

    private static String expired() {
        return token("op1", "director", Duration.ofHours(-1));
    }

    private static String token(String user, String role, Duration valid) {
        Keys.Secret secret = (Keys.Secret) SETTINGS.keys().orElseThrow();
        Role known = Objects.requireNonNull(SETTINGS.roles().get(role), role);
        return new TokenIssuer(secret, SETTINGS.claims(), CLOCK).issue(new Caller(user, "sales", known), valid);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }
}
