package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Claims;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.TestPublisher;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.reference.RandomQuery;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.FedStreams;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real server over real stores, which hold the rows that a test gives them; callers are whoever it wants. */
final class FedServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PAGE = 40;

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Keys.Secret SECRET =
            new Keys.Secret("a secret of no less than 32 bytes", Optional.empty(), Optional.empty());
    private static final Claims CLAIMS = new Claims("sub", "department", "role");

    private final FedStreams streams;
    private final HttpServer http;
    private final ScheduledExecutorService refresher;
    private final Map<String, Role> roles;
    private final HttpClient client = HttpClient.newHttpClient();

    private FedServer(
            FedStreams streams, HttpServer http, ScheduledExecutorService refresher, Map<String, Role> roles) {
        this.streams = streams;
        this.http = http;
        this.refresher = refresher;
        this.roles = roles;
    }

    /** Starts with these rows, each with a message in its history, and returns when all are to be seen. */
    static FedServer start(Path folder, List<DialogRow> rows, Map<String, Role> roles) throws Exception {
        return start(folder, rows, roles, new RequestLimits(1_000_000, 1_000_000, 100));
    }

    static FedServer start(Path folder, List<DialogRow> rows, Map<String, Role> roles, RequestLimits limits)
            throws Exception {
        Registry registry = Registry.at("mock://fed-" + folder.getFileName());
        registry.registerSubjects();
        ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
        Decoder<DialogRow> rowDecoder = new Decoder<>(Topic.DIALOGS, DialogRow.class, registry, Duration.ofSeconds(1));
        Decoder<TimelineEntry> entryDecoder =
                new Decoder<>(Topic.DIALOG_TIMELINE, TimelineEntry.class, registry, Duration.ofSeconds(1));
        AppliedOffsets applied = new AppliedOffsets();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        FedStreams streams = new FedStreams(
                QueryTopology.of(
                        new IndexStores<>(
                                QueryTopology.ROWS,
                                new RowDocuments(),
                                rowDecoder,
                                1,
                                Duration.ofMillis(20),
                                Duration.ofSeconds(10),
                                0,
                                refresher,
                                meters.counter("undecodable"),
                                CLOCK),
                        new IndexStores<>(
                                QueryTopology.ENTRIES,
                                new EntryDocuments(),
                                entryDecoder,
                                1,
                                Duration.ofMillis(20),
                                Duration.ofSeconds(10),
                                0,
                                refresher,
                                meters.counter("undecodable"),
                                CLOCK),
                        applied),
                folder);
        RandomEntries entries = new RandomEntries(1);
        var serializer = registry.serializer();
        for (int i = 0; i < rows.size(); i++) {
            DialogRow row = rows.get(i);
            streams.feed(Topic.DIALOGS, row.getDialogId(), serializer.serialize(Topic.DIALOGS.topicName(), row));
            String key = new TimelineKey(row.getDialogId(), 1_790_000_000_000L, 2, "e1").toString();
            TimelineEntry entry = entries.entry(key);
            entry.setText(wordOf(i));
            streams.feed(Topic.DIALOG_TIMELINE, key, serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), entry));
        }
        Levels levels = new Levels();
        LocalStores stores = new LocalStores(streams, levels);
        stores.active().forEach(store -> levels.reached(store.term()));
        Duration second = Duration.ofSeconds(1);
        LocalInstance local = new LocalInstance(stores, 100, second, Duration.ofSeconds(5), rowDecoder);
        Cluster cluster = Cluster.alone(local, 1, rowDecoder, second);
        HttpServer http = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(
                                new AccessSettings(Optional.of(SECRET), CLAIMS, Optional.empty(), roles), CLOCK),
                        new DialogReader(cluster, entryDecoder),
                        Optional.empty(),
                        new SavedViews(
                                streams,
                                applied,
                                new Decoder<>(Topic.DIALOG_VIEWS, SavedView.class, registry, Duration.ofSeconds(1)),
                                streams.producer(serializer),
                                CLOCK),
                        new EventParser(CLOCK),
                        TestPublisher.failingWith(new TimeoutException("nobody answers")),
                        new Health(() -> true, List::of),
                        meters,
                        limits,
                        PageSettings.none(),
                        CLOCK));
        FedServer server = new FedServer(streams, http, refresher, roles);
        Caller all = new Caller(
                "all",
                null,
                roles.values().stream()
                        .filter(role ->
                                role.name().startsWith("ALL-ALL") || role.name().equals("ALL"))
                        .findFirst()
                        .orElseThrow());
        // The last message comes after all rows
        for (String query : List.of("limit=500", "q=" + wordOf(rows.size() - 1))) {
            Awaitility.await()
                    .until(() -> server.json(server.get(all, "/api/v1/dialogs?" + query))
                                    .get("total")
                                    .asInt()
                            == (query.startsWith("q=") ? 1 : rows.size()));
        }
        return server;
    }

    /** The word that only the message of this row has. */
    static String wordOf(int row) {
        return "zq" + row;
    }

    Set<String> routes() {
        return http.routes();
    }

    Map<String, Role> roles() {
        return roles;
    }

    int port() {
        return http.port();
    }

    static String token(Caller caller) {
        return new TokenIssuer(SECRET, CLAIMS, CLOCK).issue(caller, Duration.ofMinutes(1));
    }

    HttpResponse<String> get(Caller caller, String path) throws Exception {
        return send(caller, path, "GET", "");
    }

    /** A page of a list. */
    HttpResponse<String> ask(Caller caller, RandomQuery query, @Nullable String cursor) throws Exception {
        if (query.isJson()) {
            ObjectNode body = query.body().deepCopy();
            body.put("limit", PAGE).put("cursor", cursor);
            return send(caller, "/api/v1/dialogs/search", "POST", body.toString());
        }
        String parameters = query.parameters().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return get(
                caller,
                "/api/v1/dialogs?limit=" + PAGE + (parameters.isEmpty() ? "" : "&" + parameters)
                        + (cursor == null ? "" : "&cursor=" + encode(cursor)));
    }

    HttpResponse<String> send(Caller caller, String path, String method, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header("Authorization", "Bearer " + token(caller))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
        streams.close();
        refresher.shutdownNow();
        client.close();
    }
}
