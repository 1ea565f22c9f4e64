package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.store.AlertStore;
import io.dialogpulse.streams.store.DeadlineStore;
import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.LineStore;
import io.dialogpulse.streams.store.PartitionFacts;
import io.dialogpulse.streams.store.RollupStore;
import io.dialogpulse.streams.store.TimelineStore;
import io.dialogpulse.streams.store.UnfinishedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The whole data flow: input events are validated, then folded into their dialog; what cannot be processed goes to the
 * dead letters. All that is keyed and partitioned by dialogId, so one sub-topology does it. A second one sums dialogs up
 * by hour, line, channel and operator; between the two, each dialog tells what it adds to which rollup. A third one takes
 * events of lines in and tells them to every partition, where the dialogs of a line follow them.
 *
 * <p>Keys and values are read as bytes: a rejected record has to leave exactly as it came.
 */
public final class DialogTopology {
    static final String READ_MESSAGES = "read-messages";
    static final String READ_STATUSES = "read-statuses";
    static final String VALIDATE_MESSAGES = "validate-messages";
    static final String VALIDATE_STATUSES = "validate-statuses";
    static final String FOLD = "fold";
    static final String WRITE_DIALOGS = "write-dialogs";
    static final String WRITE_TIMELINE = "write-timeline";
    static final String WRITE_DEAD_LETTERS = "write-dead-letters";
    static final String WRITE_RESPONSES = "write-responses";
    static final String ALERT = "alert";
    static final String WRITE_ALERTS = "write-alerts";
    static final String PLACE = "place";
    static final String WRITE_CONTRIBUTIONS = "write-contributions";
    static final String READ_CONTRIBUTIONS = "read-contributions";
    static final String ROLL_UP = "roll-up";
    static final String WRITE_METRICS = "write-metrics";
    static final String READ_LINES = "read-lines";
    static final String VALIDATE_LINES = "validate-lines";
    static final String WRITE_LINE_FACTS = "write-line-facts";
    static final String WRITE_LINE_DEAD_LETTERS = "write-line-dead-letters";
    static final String READ_LINE_FACTS = "read-line-facts";
    static final String SWEEP = "sweep";

    // Records without a timestamp would stop the stream; the rules refuse what is too far ahead of it.
    private static final TimestampExtractor ANY_TIME = (record, partitionTime) -> Math.max(0, record.timestamp());

    private static final AutoOffsetReset EARLIEST = AutoOffsetReset.earliest();
    private static final String DEAD_LETTERS = Topic.DIALOG_DEAD_LETTERS.topicName();
    private static final String LINE_FACTS = Topic.DIALOG_LINE_FACTS.topicName();

    private DialogTopology() {}

    /**
     * Builds it.
     *
     * @param registry where schemas are
     * @param client shared by all tasks; knows our own schemas already, so that only foreign ids are asked for
     * @param partitions number of partitions of the dialog topics
     * @param metricsInterval how long changes of a dialog are collected before rollups follow; empty to have neither
     *     responses nor rollups
     * @param meters counters of rejected and folded events, and of sweeps
     */
    public static Topology build(
            Registry registry,
            SchemaRegistryClient client,
            int partitions,
            Optional<Duration> metricsInterval,
            MeterRegistry meters) {
        var bytes = new ByteArrayDeserializer();
        var key = new StringDeserializer();
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        boolean metrics = metricsInterval.isPresent();
        var sweeps = new Sweeps(meters);
        Topology topology = new Topology()
                .addSource(EARLIEST, READ_MESSAGES, ANY_TIME, bytes, bytes, Topic.DIALOG_MESSAGES.topicName())
                .addSource(EARLIEST, READ_STATUSES, ANY_TIME, bytes, bytes, Topic.DIALOG_STATUSES.topicName())
                .addSource(EARLIEST, READ_LINE_FACTS, ANY_TIME, key, bytes, LINE_FACTS)
                .addProcessor(
                        VALIDATE_MESSAGES,
                        () -> ValidateProcessor.ofDialogs(Topic.DIALOG_MESSAGES, client, partitions, meters),
                        READ_MESSAGES)
                .addProcessor(
                        VALIDATE_STATUSES,
                        () -> ValidateProcessor.ofDialogs(Topic.DIALOG_STATUSES, client, partitions, meters),
                        READ_STATUSES)
                .addProcessor(
                        FOLD,
                        () -> new FoldProcessor(registry, client, partitions, metrics, meters),
                        VALIDATE_MESSAGES,
                        VALIDATE_STATUSES)
                .addProcessor(SWEEP, () -> new SweepProcessor(registry, client, metrics, sweeps), READ_LINE_FACTS)
                .addStateStore(PartitionFacts.builder(), FOLD)
                .addStateStore(DialogStore.builder(), FOLD, SWEEP)
                .addStateStore(TimelineStore.builder(), FOLD, SWEEP)
                .addStateStore(LineStore.builder(), FOLD, SWEEP)
                .addStateStore(UnfinishedWork.builder(), FOLD, SWEEP)
                .addSink(WRITE_DIALOGS, Topic.DIALOGS.topicName(), string, wire, FOLD, SWEEP)
                .addSink(WRITE_TIMELINE, Topic.DIALOG_TIMELINE.topicName(), string, wire, new ByDialog<>(), FOLD, SWEEP)
                .addSink(WRITE_DEAD_LETTERS, DEAD_LETTERS, wire, wire, VALIDATE_MESSAGES, VALIDATE_STATUSES, FOLD);
        if (metrics) {
            addAlerts(topology, registry, client, meters);
        }
        metricsInterval.ifPresent(interval -> addMetrics(topology, registry, client, interval));
        return topology.addSource(EARLIEST, READ_LINES, ANY_TIME, bytes, bytes, Topic.LINE_EVENTS.topicName())
                .addProcessor(VALIDATE_LINES, () -> ValidateProcessor.ofLines(client, meters), READ_LINES)
                .addSink(WRITE_LINE_DEAD_LETTERS, DEAD_LETTERS, wire, wire, VALIDATE_LINES)
                .addSink(WRITE_LINE_FACTS, LINE_FACTS, string, wire, new EveryPartition<>(), VALIDATE_LINES);
    }

    private static void addAlerts(
            Topology topology, Registry registry, SchemaRegistryClient client, MeterRegistry meters) {
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        topology.addProcessor(ALERT, () -> new AlertProcessor(registry, client, meters), FOLD, SWEEP)
                .connectProcessorAndStateStores(ALERT, DialogStore.NAME, LineStore.NAME)
                .addStateStore(AlertStore.builder(), ALERT)
                .addStateStore(DeadlineStore.builder(), ALERT)
                .addSink(WRITE_ALERTS, Topic.DIALOG_ALERTS.topicName(), string, wire, new ByDialog<>(), ALERT);
    }

    private static void addMetrics(
            Topology topology, Registry registry, SchemaRegistryClient client, Duration interval) {
        var bytes = new ByteArrayDeserializer();
        var key = new StringDeserializer();
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        String contributions = Topic.DIALOG_CONTRIBUTIONS.topicName();
        topology.addSink(
                        WRITE_RESPONSES,
                        Topic.DIALOG_RESPONSES.topicName(),
                        string,
                        wire,
                        new ByDialog<>(),
                        FOLD,
                        SWEEP)
                .addProcessor(PLACE, () -> new PlaceProcessor(interval), FOLD, SWEEP)
                .connectProcessorAndStateStores(PLACE, DialogStore.NAME)
                .addStateStore(PlaceProcessor.store(), PLACE)
                .addSink(WRITE_CONTRIBUTIONS, contributions, string, wire, PLACE)
                .addSource(EARLIEST, READ_CONTRIBUTIONS, ANY_TIME, key, bytes, contributions)
                .addProcessor(ROLL_UP, () -> new RollupProcessor(registry, client), READ_CONTRIBUTIONS)
                .addStateStore(RollupStore.builder(), ROLL_UP)
                .addStateStore(RollupProcessor.store(), ROLL_UP)
                .addSink(WRITE_METRICS, Topic.DIALOG_METRICS.topicName(), string, wire, ROLL_UP);
    }
}
