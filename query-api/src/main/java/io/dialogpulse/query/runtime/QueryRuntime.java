package io.dialogpulse.query.runtime;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.cluster.Peers;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.http.Health;
import io.dialogpulse.query.http.HttpServer;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the running app. */
public final class QueryRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueryRuntime.class);
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);
    private static final Duration REGISTRY_PATIENCE_OF_REQUESTS = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SEARCH_QUEUEING = Duration.ofSeconds(1);
    private static final long CHECK_EVERY_MS = 100;
    private static final double MEGABYTE = 1 << 20;
    private static final double LEAST_BUFFER_MB = 1;
    private static final int STORES = 2;
    private static final int NO_CHANGES = 0;
    // Lists are watched, histories are looked up: what each reopening costs is better spent on the rows
    private static final int HISTORY_REFRESH = 5;

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
        KafkaStreams streams = streams(settings, own, partitions, appliedViews, clock, meters, parts);
        StateGuard guard = new StateGuard(own.stateDir(), own.applicationId(), topics.ids());
        dropOutdatedStores(guard, streams, topics, clock);
        topics.seedGroup(partitions, own.sessionTimeout());

        RestoreProgress progress = new RestoreProgress();
        streams.setGlobalStateRestoreListener(progress);
        Levels levels = new Levels();
        LocalStores stores = new LocalStores(streams, levels);
        var rows = parts.add(
                new Decoder<>(Topic.DIALOGS, DialogRow.class, settings.registry(), REGISTRY_PATIENCE_OF_REQUESTS));
        LocalInstance local =
                new LocalInstance(stores, own.concurrentSearches(), SEARCH_QUEUEING, own.searchTimeout(), rows);
        Cluster cluster = own.cluster()
                .map(shared -> Cluster.of(
                        streams, shared.self(), shared.key(), local, partitions, rows, own.partitionPatience()))
                .orElseGet(() -> Cluster.alone(local, partitions, rows, own.partitionPatience()));
        LevelWatch watch = watch(own, admin, stores, levels, guard, progress, clock);
        Readiness readiness = new Readiness(cluster, progress, watch);
        Optional<Peers> peers = own.cluster().map(shared -> new Peers(local, shared.address(), shared.key()));
        SavedViews views = parts.add(SavedViews.open(settings, streams, appliedViews, clock));
        HttpServer http = http(settings, own, clock, cluster, peers, views, readiness, streams, meters, parts);
        CountDownLatch stopped = new CountDownLatch(1);
        streams.setStateListener((state, before) -> {
            if (state.hasCompletedShutdown()) {
                stopped.countDown();
            }
        });
        streams.start();
        ScheduledExecutorService monitor = parts.add(scheduler("query-api-levels"));
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

    private static KafkaStreams streams(
            Settings settings,
            QuerySettings own,
            int partitions,
            AppliedOffsets appliedViews,
            InstantSource clock,
            PrometheusMeterRegistry meters,
            Parts parts) {
        ScheduledExecutorService refresher = parts.add(scheduler("query-api-refresh"));
        Counter undecodable = meters.counter("dialogpulse.index.undecodable");
        double bufferMb = Math.max(LEAST_BUFFER_MB, own.indexBufferBytes() / MEGABYTE / partitions / STORES);
        IndexStores<DialogRow> rows = new IndexStores<>(
                QueryTopology.ROWS,
                new RowDocuments(),
                parts.add(new Decoder<>(Topic.DIALOGS, DialogRow.class, settings.registry(), REGISTRY_PATIENCE)),
                bufferMb,
                own.refreshInterval(),
                own.commitInterval(),
                Math.max(1, own.changesKept() / partitions),
                refresher,
                undecodable,
                clock);
        IndexStores<TimelineEntry> entries = new IndexStores<>(
                QueryTopology.ENTRIES,
                new EntryDocuments(),
                parts.add(new Decoder<>(
                        Topic.DIALOG_TIMELINE, TimelineEntry.class, settings.registry(), REGISTRY_PATIENCE)),
                bufferMb,
                own.refreshInterval().multipliedBy(HISTORY_REFRESH),
                own.commitInterval(),
                NO_CHANGES,
                refresher,
                undecodable,
                clock);
        KafkaStreams streams;
        try {
            streams = new KafkaStreams(
                    QueryTopology.of(rows, entries, appliedViews), StreamsProperties.of(own, settings.kafka()));
        } catch (ConfigException e) {
            throw new StartException("Kafka Streams does not accept the settings: " + e.getMessage(), e);
        } catch (StreamsException e) {
            throw new StartException(
                    "cannot use query-api.state-dir \"" + own.stateDir().toAbsolutePath()
                            + "\": another process uses it, or it cannot be written (" + e.getMessage() + ")",
                    e);
        }
        CloseOptions closing = CloseOptions.timeout(STOP_PATIENCE)
                .withGroupMembershipOperation(
                        own.cluster().isPresent()
                                // Others have standbys: they take over at once instead of after the session timeout
                                ? GroupMembershipOperation.LEAVE_GROUP
                                // Nobody takes over: a restart goes on without a rebalance
                                : GroupMembershipOperation.REMAIN_IN_GROUP);
        parts.add(() -> streams.close(closing));
        streams.setUncaughtExceptionHandler(new ThreadRestarts(meters.counter("dialogpulse.query.restarted.threads")));
        parts.add(Meters.bind(streams, meters));
        return streams;
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

    private static HttpServer http(
            Settings settings,
            QuerySettings own,
            InstantSource clock,
            Cluster cluster,
            Optional<Peers> peers,
            SavedViews views,
            Readiness readiness,
            KafkaStreams streams,
            PrometheusMeterRegistry meters,
            Parts parts) {
        var entries = parts.add(new Decoder<>(
                Topic.DIALOG_TIMELINE, TimelineEntry.class, settings.registry(), REGISTRY_PATIENCE_OF_REQUESTS));
        var publisher = parts.add(new EventPublisher(
                settings.kafka(), settings.registry(), own.applicationId() + "-events-" + own.instanceId()));
        Health health = new Health(
                () -> !streams.state().isShuttingDown() && !streams.state().hasCompletedShutdown(), readiness::missing);
        try {
            return parts.add(HttpServer.start(
                    own.host(),
                    own.port(),
                    new HttpServer.Parts(
                            new Authentication(own.access(), clock),
                            new DialogReader(cluster, entries),
                            peers,
                            views,
                            new EventParser(clock),
                            publisher,
                            health,
                            meters,
                            own.limits(),
                            own.page(),
                            clock)));
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on http://" + own.host() + ":" + own.port() + " (query-api.http.port): "
                            + e.getMessage(),
                    e);
        }
    }

    private static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
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
