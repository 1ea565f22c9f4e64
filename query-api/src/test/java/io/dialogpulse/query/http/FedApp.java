package io.dialogpulse.query.http;

import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Claims;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.IdempotentRequests;
import io.dialogpulse.query.action.Targets;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.index.Documents;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.FedStreams;
import io.dialogpulse.query.store.FedTables;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.requests.IdempotentRequest;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The real server over real stores with one partition, which a test feeds; callers are whoever it wants. */
final class FedApp implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Keys.Secret SECRET =
            new Keys.Secret("a secret of no less than 32 bytes", Optional.empty(), Optional.empty());
    private static final Claims CLAIMS = new Claims("sub", "name", "department", "role");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Registry registry;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FedStreams streams;
    private final HttpServer http;

    /**
     * Starts with empty stores.
     *
     * @param registry where the stores' schemas are
     * @param readers the registry that requests see, which may know less
     */
    FedApp(
            Path folder,
            Registry registry,
            Registry readers,
            int changesKept,
            Map<String, Role> roles,
            RequestLimits limits,
            EventPublisher publisher)
            throws Exception {
        this.registry = registry;
        registry.registerSubjects();
        readers.registerSubjects();
        AppliedOffsets appliedViews = new AppliedOffsets();
        AppliedOffsets appliedRequests = new AppliedOffsets();
        streams = new FedStreams(
                QueryTopology.of(
                        stores(
                                QueryTopology.ROWS,
                                new RowDocuments(),
                                decoder(Topic.DIALOGS, DialogRow.class, registry),
                                changesKept),
                        stores(
                                QueryTopology.ENTRIES,
                                new EntryDocuments(),
                                decoder(Topic.DIALOG_TIMELINE, TimelineEntry.class, registry),
                                0),
                        appliedViews,
                        appliedRequests),
                folder);
        Levels levels = new Levels();
        LocalStores stores = new LocalStores(streams, levels);
        for (LocalStores.Active active : stores.active()) {
            levels.reached(active.term());
        }
        Decoder<DialogRow> rows = decoder(Topic.DIALOGS, DialogRow.class, readers);
        LocalInstance local = new LocalInstance(stores, 100, SECOND, Duration.ofSeconds(10), rows);
        Cluster cluster = Cluster.alone(local, 1, rows, SECOND);
        DialogReader dialogs =
                new DialogReader(cluster, decoder(Topic.DIALOG_TIMELINE, TimelineEntry.class, readers), SECOND);
        http = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Parts(
                        new Authentication(
                                new AccessSettings(Optional.of(SECRET), CLAIMS, Optional.empty(), roles), CLOCK),
                        dialogs,
                        Optional.empty(),
                        new SavedViews(
                                FedTables.views(streams, appliedViews, registry),
                                decoder(Topic.DIALOG_VIEWS, SavedView.class, registry),
                                CLOCK),
                        new EventParser(CLOCK),
                        publisher,
                        new DialogActions(dialogs, new Targets(cluster), CLOCK),
                        new ClientErasures(cluster, CLOCK),
                        new IdempotentRequests(
                                FedTables.requests(streams, appliedRequests, registry),
                                decoder(Topic.DIALOG_REQUESTS, IdempotentRequest.class, registry),
                                decoder(Topic.DIALOG_STATUSES, StatusEvent.class, registry),
                                registry.serializer(),
                                publisher),
                        new Health(() -> true, List::of),
                        meters,
                        limits,
                        PageSettings.none(),
                        CLOCK));
    }

    private <T> IndexStores<T> stores(String name, Documents<T> documents, Decoder<T> decoder, int changesKept) {
        return new IndexStores<>(
                name,
                documents,
                decoder,
                1,
                Duration.ofMillis(20),
                Duration.ofSeconds(10),
                changesKept,
                refresher,
                meters.counter("undecodable"),
                CLOCK);
    }

    private static <T> Decoder<T> decoder(Topic topic, Class<T> type, Registry registry) {
        return new Decoder<>(topic, type, registry, SECOND);
    }

    /** Writes a row or an entry. */
    void feed(Topic topic, String key, Object value) {
        feed(topic, key, registry.serializer().serialize(topic.topicName(), value));
    }

    /** Writes a value as it is; null deletes. */
    void feed(Topic topic, String key, byte @Nullable [] value) {
        streams.feed(topic, key, value);
    }

    HttpServer http() {
        return http;
    }

    /** A token with which the server takes somebody for this caller. */
    static String token(Caller caller) {
        return new TokenIssuer(SECRET, CLAIMS, CLOCK).issue(caller, Duration.ofMinutes(5));
    }

    /** The beginning of a request of this caller. */
    HttpRequest.Builder request(String path, Caller caller) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header("Authorization", "Bearer " + token(caller));
    }

    @Override
    public void close() {
        http.close();
        streams.close();
        refresher.shutdownNow();
    }
}
