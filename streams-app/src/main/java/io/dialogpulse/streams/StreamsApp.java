package io.dialogpulse.streams;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.UnusableStateException;
import io.dialogpulse.streams.runtime.OpsServer;
import io.dialogpulse.streams.runtime.RestoreProgress;
import io.dialogpulse.streams.runtime.StreamsAppSettings;
import io.dialogpulse.streams.topology.DialogTopology;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream processor, running. Several may run against one Kafka; they share the partitions. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Set<Topic> READS = EnumSet.of(
            Topic.DIALOG_MESSAGES,
            Topic.DIALOG_STATUSES,
            Topic.LINE_EVENTS,
            Topic.DIALOG_LINE_FACTS,
            Topic.DIALOG_CONTRIBUTIONS);
    private static final Set<Topic> WRITES = EnumSet.of(
            Topic.DIALOGS,
            Topic.DIALOG_TIMELINE,
            Topic.DIALOG_RESPONSES,
            Topic.DIALOG_ALERTS,
            Topic.DIALOG_METRICS,
            Topic.DIALOG_CONTRIBUTIONS,
            Topic.DIALOG_LINE_FACTS,
            Topic.DIALOG_DEAD_LETTERS);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final OpsServer ops;
    private final KafkaStreamsMetrics streamsMetrics;
    private final SchemaRegistryClient client;
    private final CountDownLatch stopped;
    private final CloseOptions closing;

    private StreamsApp(
            KafkaStreams streams,
            OpsServer ops,
            KafkaStreamsMetrics streamsMetrics,
            SchemaRegistryClient client,
            CountDownLatch stopped,
            CloseOptions closing) {
        this.streams = streams;
        this.closing = closing;
        this.ops = ops;
        this.streamsMetrics = streamsMetrics;
        this.client = client;
        this.stopped = stopped;
    }

    /**
     * Checks the surroundings, creates what is missing there, and starts processing; state may still be restoring when
     * this returns.
     *
     * @throws StartException if it cannot start; the message says what to do
     */
    public static StreamsApp start(Settings settings) {
        StreamsAppSettings own = StreamsAppSettings.of(settings);
        int partitions = Surroundings.prepare(settings, READS, WRITES);
        Registry registry = settings.registry();
        SchemaRegistryClient client = warmClient(registry);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Topology topology = DialogTopology.build(registry, client, partitions, own.metricsInterval(), meters);

        KafkaStreams streams;
        try {
            streams = new KafkaStreams(topology, own.streamsProperties(settings));
        } catch (ConfigException e) {
            throw new StartException("a setting in kafka or streams-app is wrong: " + e.getMessage(), e);
        } catch (StreamsException e) {
            throw new StartException(
                    "the state directory " + own.stateDir().toAbsolutePath()
                            + " (streams-app.state-dir) cannot be used; is another instance running in it? "
                            + e.getMessage(),
                    e);
        }
        var stopped = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(e -> {
            meters.counter("dialogpulse.thread.failures").increment();
            return afterFailure(e);
        });
        streams.setStateListener((now, _) -> {
            LOG.info("streams-app is {}", now);
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
                stopped.countDown();
            }
        });
        streams.setGlobalStateRestoreListener(new RestoreProgress());
        new JvmMemoryMetrics().bindTo(meters);
        OpsServer ops;
        try {
            ops = OpsServer.start(
                    own.httpHost(), own.httpPort(), meters, () -> streams.state() == KafkaStreams.State.RUNNING);
        } catch (StartException e) {
            streams.close(SHUTDOWN);
            throw e;
        }
        var streamsMetrics = new KafkaStreamsMetrics(streams);
        streams.start();
        streamsMetrics.bindTo(meters);
        CloseOptions closing = CloseOptions.timeout(SHUTDOWN)
                .withGroupMembershipOperation(
                        own.keepsPartitions()
                                ? GroupMembershipOperation.REMAIN_IN_GROUP
                                // Else nobody would get them before the session timeout, not even its own next start
                                : GroupMembershipOperation.LEAVE_GROUP);
        return new StreamsApp(streams, ops, streamsMetrics, client, stopped, closing);
    }

    private static SchemaRegistryClient warmClient(Registry registry) {
        SchemaRegistryClient client = registry.client();
        try {
            registry.warmUp(client);
            return client;
        } catch (IOException | RestClientException e) {
            throw new StartException("the schema registry does not tell the ids of our schemas: " + e.getMessage(), e);
        }
    }

    // Whatever killed a thread, e.g. a registry that is away: its partitions go on from the last commit. Only when
    // another process took this one's instance-id, going on would mean to take it back, and so on for ever.
    private static StreamThreadExceptionResponse afterFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                LOG.error("Another process runs with the same streams-app.instance-id; this one stops");
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            if (cause instanceof UnusableStateException) {
                LOG.error("streams-app stops: {}", cause.getMessage());
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            if (cause instanceof AuthorizationException) {
                LOG.error("The Kafka user lacks a right; streams-app stops", failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        LOG.error("A stream thread failed and is replaced", failure);
        // What fails at once would fail again and again.
        LockSupport.parkNanos(PAUSE.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Whether all state is restored and events are being processed. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Where {@code /metrics} and {@code /health} listen. */
    public int httpPort() {
        return ops.port();
    }

    /** Waits until the processor has stopped, by {@link #close} or by an error it cannot overcome. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Commits what was processed and stops. */
    @Override
    public void close() {
        if (!streams.close(closing)) {
            LOG.warn("streams-app did not stop within {}; what was not committed will be processed again", SHUTDOWN);
        }
        ops.close();
        streamsMetrics.close();
        try {
            client.close();
        } catch (IOException e) {
            LOG.warn("The registry client did not close", e);
        }
    }
}
