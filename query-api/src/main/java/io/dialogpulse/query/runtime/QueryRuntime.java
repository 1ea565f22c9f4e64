package io.dialogpulse.query.runtime;

import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.IdempotentRequests;
import io.dialogpulse.query.action.Targets;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.cluster.Peers;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.http.Health;
import io.dialogpulse.query.http.HttpServer;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalRequests;
import io.dialogpulse.query.store.GlobalTable;
import io.dialogpulse.query.store.GlobalViews;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.requests.IdempotentRequest;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the running app. */
public final class QueryRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueryRuntime.class);
    private static final Duration REGISTRY_PATIENCE_OF_REQUESTS = Duration.ofSeconds(1);
    private static final Duration SEARCH_QUEUEING = Duration.ofSeconds(1);
    private static final long CHECK_EVERY_MS = 100;

    private final Parts parts;
    private final Readiness readiness;
    private final HttpServer http;
    private final CountDownLatch stopped;

    private QueryRuntime(Parts parts, Readiness readiness, HttpServer http, CountDownLatch stopped) {
        this.parts = parts;
        this.readiness = readiness;
        this.http = http;
        this.stopped = stopped;
    }

    /**
     * Starts everything; returns when HTTP listens.
     *
     * @throws StartException if something is wrong that whoever runs the app can mend
     */
    public static QueryRuntime start(Settings settings, InstantSource clock) {
        QuerySettings own = QuerySettings.of(settings, clock);
        Parts parts = new Parts();
        boolean started = false;
        try {
            QueryRuntime runtime = start(settings, own, clock, parts);
            started = true;
            return runtime;
        } catch (ExecutionException e) {
            throw Surroundings.failure(e, "Kafka does not answer within " + own.startTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    private static QueryRuntime start(Settings settings, QuerySettings own, InstantSource clock, Parts parts)
            throws ExecutionException, InterruptedException {
        Admin admin = parts.add(Surroundings.openKafka(settings, own.startTimeout()));
        int partitions = Surroundings.ensureTopics(settings, admin);
        Surroundings.registerSubjects(settings);
        KafkaTopics topics = new KafkaTopics(admin, own.applicationId(), own.startTimeout());
        topics.requireRights();

        PrometheusMeterRegistry meters = Meters.create();
        parts.add(meters::close);
        AppliedOffsets appliedViews = new AppliedOffsets();
        AppliedOffsets appliedRequests = new AppliedOffsets();
        KafkaStreams streams =
                QueryStreams.create(settings, own, partitions, appliedViews, appliedRequests, clock, meters, parts);
        StateGuard guard = new StateGuard(own.stateDir(), own.applicationId(), topics.ids());
        dropOutdatedStores(guard, streams, topics, clock);
        topics.seedGroup(partitions, own.sessionTimeout());

        RestoreProgress progress = new RestoreProgress();
        streams.setGlobalStateRestoreListener(progress);
        Levels levels = new Levels();
        LocalStores stores = new LocalStores(streams, levels);
        Decoder<DialogRow> rows = requestDecoder(Topic.DIALOGS, DialogRow.class, settings, parts);
        LocalInstance local =
                new LocalInstance(stores, own.concurrentSearches(), SEARCH_QUEUEING, own.searchTimeout(), rows);
        Cluster cluster = own.cluster()
                .map(shared -> Cluster.of(
                        streams, shared.self(), shared.key(), local, partitions, rows, own.partitionPatience()))
                .orElseGet(() -> Cluster.alone(local, partitions, rows, own.partitionPatience()));
        LevelWatch watch = watch(own, admin, stores, levels, guard, progress, clock);
        Readiness readiness = new Readiness(cluster, progress, watch);
        Optional<Peers> peers = own.cluster().map(shared -> new Peers(local, shared.address(), shared.key()));
        EventPublisher publisher = parts.add(new EventPublisher(
                settings.kafka(), settings.registry(), own.applicationId() + "-events-" + own.instanceId()));
        GlobalTable savedViews =
                parts.add(GlobalTable.open(Topic.DIALOG_VIEWS, GlobalViews.STORE, streams, appliedViews, settings));
        GlobalTable requests = parts.add(
                GlobalTable.open(Topic.DIALOG_REQUESTS, GlobalRequests.STORE, streams, appliedRequests, settings));
        DialogReader dialogs = new DialogReader(
                cluster,
                requestDecoder(Topic.DIALOG_TIMELINE, TimelineEntry.class, settings, parts),
                own.searchTimeout());
        Health health = new Health(
                () -> !streams.state().isShuttingDown() && !streams.state().hasCompletedShutdown(), readiness::missing);
        HttpServer http = listen(
                own,
                new HttpServer.Parts(
                        new Authentication(own.access(), clock),
                        dialogs,
                        peers,
                        new SavedViews(
                                savedViews,
                                requestDecoder(Topic.DIALOG_VIEWS, SavedView.class, settings, parts),
                                clock),
                        new EventParser(clock),
                        publisher,
                        new DialogActions(dialogs, new Targets(cluster), clock),
                        new ClientErasures(cluster, clock),
                        new IdempotentRequests(
                                requests,
                                requestDecoder(Topic.DIALOG_REQUESTS, IdempotentRequest.class, settings, parts),
                                requestDecoder(Topic.DIALOG_STATUSES, StatusEvent.class, settings, parts),
                                settings.registry().serializer(),
                                publisher),
                        health,
                        meters,
                        own.limits(),
                        own.page(),
                        clock),
                parts);
        CountDownLatch stopped = new CountDownLatch(1);
        streams.setStateListener((state, before) -> {
            if (state.hasCompletedShutdown()) {
                stopped.countDown();
            }
        });
        streams.start();
        ScheduledExecutorService monitor = parts.add(QueryStreams.scheduler("query-api-levels"));
        var _ = monitor.scheduleWithFixedDelay(watch::check, 0, CHECK_EVERY_MS, TimeUnit.MILLISECONDS);
        return new QueryRuntime(parts, readiness, http, stopped);
    }

    private static LevelWatch watch(
            QuerySettings own,
            Admin admin,
            LocalStores stores,
            Levels levels,
            StateGuard guard,
            RestoreProgress progress,
            InstantSource clock) {
        Optional<Duration> session = own.cluster().map(_ -> own.sessionTimeout());
        Duration patience = session.map(time -> time.dividedBy(3)).orElse(own.startTimeout());
        KafkaTopics topics = new KafkaTopics(admin, own.applicationId(), patience);
        return new LevelWatch(stores, topics, levels, guard, progress, new KafkaContact(session, clock), clock);
    }

    private static void dropOutdatedStores(
            StateGuard guard, KafkaStreams streams, KafkaTopics topics, InstantSource clock)
            throws ExecutionException, InterruptedException {
        if (!guard.hasStores()) {
            guard.levelAt(clock.instant());
            return;
        }
        Duration tombstonesKept = Duration.ofMillis(topics.tombstonesKeptMs());
        Optional<String> objection = guard.objection(clock.instant(), tombstonesKept);
        if (objection.isPresent()) {
            log.info("The local stores are built again: {}", objection.get());
            streams.cleanUp();
            guard.levelAt(clock.instant());
        }
    }

    private static <T> Decoder<T> requestDecoder(Topic topic, Class<T> type, Settings settings, Parts parts) {
        return parts.add(new Decoder<>(topic, type, settings.registry(), REGISTRY_PATIENCE_OF_REQUESTS));
    }

    private static HttpServer listen(QuerySettings own, HttpServer.Parts served, Parts parts) {
        try {
            return parts.add(HttpServer.start(own.host(), own.port(), served));
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on http://" + own.host() + ":" + own.port() + " (query-api.http.port): "
                            + e.getMessage(),
                    e);
        }
    }

    /** The port HTTP listens on. */
    public int port() {
        return http.port();
    }

    /** What is missing until requests can be answered, in sentences; empty when ready. */
    public List<String> missing() {
        return readiness.missing();
    }

    /** Returns when reading from Kafka has stopped, by {@link #close} or by itself. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        parts.close();
    }
}
