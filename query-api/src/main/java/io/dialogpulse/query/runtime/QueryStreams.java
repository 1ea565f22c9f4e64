package io.dialogpulse.query.runtime;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import io.dialogpulse.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;

/** Kafka Streams over the app's topology. */
final class QueryStreams {
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final double MEGABYTE = 1 << 20;
    private static final double LEAST_BUFFER_MB = 1;
    private static final int STORES = 2;
    private static final int NO_CHANGES = 0;
    // Lists are watched, histories are looked up: what each reopening costs is better spent on the rows
    private static final int HISTORY_REFRESH = 5;

    private QueryStreams() {}

    /**
     * Kafka Streams that is not started yet; the parts close it.
     *
     * @throws StartException if the settings are not accepted, or the state directory cannot be used
     */
    static KafkaStreams create(
            Settings settings,
            QuerySettings own,
            int partitions,
            AppliedOffsets appliedViews,
            AppliedOffsets appliedRequests,
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
                    QueryTopology.of(rows, entries, appliedViews, appliedRequests),
                    StreamsProperties.of(own, settings.kafka()));
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

    /** One thread for what has to happen again and again. */
    static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }
}
