package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Claims;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.TestPublisher;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.FedStreams;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real server over real stores, whose rows a test writes while it reads them. */
final class ServedRows implements AutoCloseable {
    static final Role ALL = new Role("all", Map.of(Right.VIEW, Scope.ALL), false, false);
    static final Role OWN = new Role("own", Map.of(Right.VIEW, Scope.OWN), false, false);
    static final Role NONE = new Role("none", Map.of(), false, false);
    static final Caller DIRECTOR = new Caller("director", null, ALL);

    /** Fewer than a test can forget. */
    static final int CHANGES_KEPT = 50;

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Keys.Secret SECRET =
            new Keys.Secret("a secret of no less than 32 bytes", Optional.empty(), Optional.empty());
    private static final Claims CLAIMS = new Claims("sub", "department", "role");

    private final Registry registry;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
    private final FedStreams streams;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts with these rows, and returns when all are to be seen. */
    ServedRows(Path folder, List<DialogRow> rows) throws Exception {
        this(folder, rows, Registry.at("mock://served-" + folder.getFileName()));
    }

    /** @param readers the registry that requests see, which may know less than the stores' one */
    ServedRows(Path folder, List<DialogRow> rows, Registry readers) throws Exception {
        registry = Registry.at("mock://served-" + folder.getFileName());
        registry.registerSubjects();
        readers.registerSubjects();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AppliedOffsets applied = new AppliedOffsets();
        streams = new FedStreams(
                QueryTopology.of(
                        new IndexStores<>(
                                QueryTopology.ROWS,
                                new RowDocuments(),
                                decoder(Topic.DIALOGS, DialogRow.class, registry),
                                1,
                                Duration.ofMillis(20),
                                Duration.ofSeconds(10),
                                CHANGES_KEPT,
                                refresher,
                                meters.counter("undecodable"),
                                CLOCK),
                        new IndexStores<>(
                                QueryTopology.ENTRIES,
                                new EntryDocuments(),
                                decoder(Topic.DIALOG_TIMELINE, TimelineEntry.class, registry),
                                1,
                                Duration.ofMillis(20),
                                Duration.ofSeconds(10),
                                0,
                                refresher,
                                meters.counter("undecodable"),
                                CLOCK),
                        applied),
                folder);
        rows.forEach(this::write);
        Levels levels = new Levels();
        LocalStores stores = new LocalStores(streams, levels);
        for (LocalStores.Active active : stores.active()) {
            levels.reached(active.term());
        }
        Decoder<DialogRow> decoder = decoder(Topic.DIALOGS, DialogRow.class, readers);
        LocalInstance local = new LocalInstance(stores, 4, Duration.ofSeconds(1), Duration.ofSeconds(10), decoder);
        http = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(
                                new AccessSettings(
                                        Optional.of(SECRET),
                                        CLAIMS,
                                        Optional.empty(),
                                        Map.of("all", ALL, "own", OWN, "none", NONE)),
                                CLOCK),
                        new DialogReader(
                                Cluster.alone(local, 1, decoder, Duration.ofSeconds(1)),
                                decoder(Topic.DIALOG_TIMELINE, TimelineEntry.class, readers)),
                        Optional.empty(),
                        new SavedViews(
                                streams,
                                applied,
                                decoder(Topic.DIALOG_VIEWS, SavedView.class, registry),
                                streams.producer(registry.serializer()),
                                CLOCK),
                        new EventParser(CLOCK),
                        TestPublisher.failingWith(new TimeoutException("nobody answers")),
                        new Health(() -> true, List::of),
                        meters,
                        new RequestLimits(1_000_000, 1_000_000, 100),
                        PageSettings.none(),
                        CLOCK));
        Awaitility.await()
                .until(() -> text("/api/v1/dialogs?limit=1", DIRECTOR).body().contains("\"total\":" + rows.size()));
    }

    private static <T> Decoder<T> decoder(Topic topic, Class<T> type, Registry registry) {
        return new Decoder<>(topic, type, registry, Duration.ofSeconds(1));
    }

    Registry registry() {
        return registry;
    }

    void write(DialogRow row) {
        write(row.getDialogId(), registry.serializer().serialize(Topic.DIALOGS.topicName(), row));
    }

    /** Writes a value as it is; null deletes. */
    void write(String dialogId, byte @Nullable [] value) {
        streams.feed(Topic.DIALOGS, dialogId, value);
    }

    HttpRequest.Builder request(String path, Caller caller) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header(
                        "Authorization",
                        "Bearer " + new TokenIssuer(SECRET, CLAIMS, CLOCK).issue(caller, Duration.ofMinutes(5)));
    }

    HttpResponse<byte[]> bytes(String path, Caller caller) throws Exception {
        return client.send(request(path, caller).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> text(String path, Caller caller) throws Exception {
        return client.send(request(path, caller).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> stream(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        http.close();
        streams.close();
        refresher.shutdownNow();
        client.close();
    }
}
