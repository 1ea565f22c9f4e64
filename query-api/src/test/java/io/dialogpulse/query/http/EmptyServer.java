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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** The real server before it has any rows. Kafka is never reached, and finds every event too large. */
final class EmptyServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Config REFERENCE = ConfigFactory.defaultReference().getConfig("query-api");
    static final InstantSource CLOCK = InstantSource.system();

    private static final Registry REGISTRY = Registry.at("mock://empty-server");

    private final KafkaStreams streams;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile List<String> missing = List.of();

    private EmptyServer(Path folder, AccessSettings access, Optional<ClusterKey> cluster, Config limits)
            throws IOException {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "empty-server");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Topology topology = new Topology();
        topology.addSource("read", "dialogs");
        streams = new KafkaStreams(topology, properties);
        var rows = new Decoder<>(Topic.DIALOGS, DialogRow.class, REGISTRY, Duration.ZERO);
        LocalInstance local = new LocalInstance(
                new LocalStores(streams, new Levels()), 1, Duration.ofSeconds(1), Duration.ofSeconds(5), rows);
        Cluster alone = Cluster.alone(local, 2, rows, Duration.ZERO);
        DialogReader dialogs = new DialogReader(
                alone,
                new Decoder<>(Topic.DIALOG_TIMELINE, TimelineEntry.class, REGISTRY, Duration.ZERO),
                Duration.ZERO);
        EventPublisher publisher = TestPublisher.failingWith(new RecordTooLargeException("it has 2 bytes, 1 may be"));
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(access, CLOCK),
                        dialogs,
                        cluster.map(key -> new Peers(local, "10.0.0.7:8080", key)),
                        TestViews.unread(streams, REGISTRY),
                        new EventParser(CLOCK),
                        publisher,
                        new DialogActions(dialogs, new Targets(alone), CLOCK),
                        new ClientErasures(alone, CLOCK),
                        TestRequests.unread(streams, REGISTRY, publisher),
                        new Health(() -> true, () -> missing),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        RequestLimits.of(limits),
                        PageSettings.none(),
                        CLOCK));
    }

    /** As it is on one's own machine: alone, and nobody needs a token. */
    static EmptyServer local(Path folder) throws IOException {
        AccessSettings access = AccessSettings.of(REFERENCE.getConfig("access"), "127.0.0.1", true);
        return new EmptyServer(folder, access, Optional.empty(), REFERENCE.getConfig("limits"));
    }

    /** One of several instances. */
    static EmptyServer shared(Path folder, AccessSettings access, ClusterKey cluster, Config limits)
            throws IOException {
        return new EmptyServer(folder, access, Optional.of(cluster), limits);
    }

    /** What it is told to be waiting for. */
    void setMissing(List<String> sentences) {
        missing = sentences;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a GET that the client of the JDK would refuse to send. */
    String raw(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The problem that an answer is. */
    static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotEmpty();
        return problem;
    }

    @Override
    public void close() {
        server.close();
        streams.close();
        client.close();
    }
}
