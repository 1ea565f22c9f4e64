package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.PartitionFacts;
import io.dialogpulse.streams.store.RollupStore;
import io.dialogpulse.streams.store.TimelineStore;
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
 * by hour, line, channel and operator; between the two, each dialog tells what it adds to which rollup.
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
    static final String PLACE = "place";
    static final String WRITE_CONTRIBUTIONS = "write-contributions";
    static final String READ_CONTRIBUTIONS = "read-contributions";
    static final String ROLL_UP = "roll-up";
    static final String WRITE_METRICS = "write-metrics";

    // Records without a timestamp would stop the stream; the rules refuse what is too far ahead of it.
    private static final TimestampExtractor ANY_TIME = (record, partitionTime) -> Math.max(0, record.timestamp());

    private static final AutoOffsetReset EARLIEST = AutoOffsetReset.earliest();

    private DialogTopology() {}

    /**
     * Builds it.
     *
     * @param registry where schemas are
     * @param client shared by all tasks; knows our own schemas already, so that only foreign ids are asked for
     * @param partitions number of partitions of the dialog topics
     * @param metricsInterval how often rollups are published; empty to have neither responses nor rollups
     * @param meters counters of rejected and folded events
     */
    public static Topology build(
            Registry registry,
            SchemaRegistryClient client,
            int partitions,
            Optional<Duration> metricsInterval,
            MeterRegistry meters) {
        var bytes = new ByteArrayDeserializer();
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        Topology topology = new Topology()
                .addSource(EARLIEST, READ_MESSAGES, ANY_TIME, bytes, bytes, Topic.DIALOG_MESSAGES.topicName())
                .addSource(EARLIEST, READ_STATUSES, ANY_TIME, bytes, bytes, Topic.DIALOG_STATUSES.topicName())
                .addProcessor(
                        VALIDATE_MESSAGES,
                        () -> new ValidateProcessor(Topic.DIALOG_MESSAGES, client, partitions, meters),
                        READ_MESSAGES)
                .addProcessor(
                        VALIDATE_STATUSES,
                        () -> new ValidateProcessor(Topic.DIALOG_STATUSES, client, partitions, meters),
                        READ_STATUSES)
                .addProcessor(
                        FOLD,
                        () -> new FoldProcessor(registry, client, partitions, metricsInterval.isPresent(), meters),
                        VALIDATE_MESSAGES,
                        VALIDATE_STATUSES)
                .addStateStore(DialogStore.builder(), FOLD)
                .addStateStore(TimelineStore.builder(), FOLD)
                .addStateStore(PartitionFacts.builder(), FOLD)
                .addSink(WRITE_DIALOGS, Topic.DIALOGS.topicName(), string, wire, FOLD)
                .addSink(WRITE_TIMELINE, Topic.DIALOG_TIMELINE.topicName(), string, wire, new ByDialog<>(), FOLD)
                .addSink(
                        WRITE_DEAD_LETTERS,
                        Topic.DIALOG_DEAD_LETTERS.topicName(),
                        wire,
                        wire,
                        VALIDATE_MESSAGES,
                        VALIDATE_STATUSES);
        metricsInterval.ifPresent(interval -> addMetrics(topology, registry, client, interval));
        return topology;
    }

    private static void addMetrics(
            Topology topology, Registry registry, SchemaRegistryClient client, Duration interval) {
        var bytes = new ByteArrayDeserializer();
        var key = new StringDeserializer();
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        String contributions = Topic.DIALOG_CONTRIBUTIONS.topicName();
        topology.addSink(WRITE_RESPONSES, Topic.DIALOG_RESPONSES.topicName(), string, wire, new ByDialog<>(), FOLD)
                .addProcessor(PLACE, () -> new PlaceProcessor(interval), FOLD)
                .connectProcessorAndStateStores(PLACE, DialogStore.NAME)
                .addStateStore(PlaceProcessor.store(), PLACE)
                .addSink(WRITE_CONTRIBUTIONS, contributions, string, wire, PLACE)
                .addSource(EARLIEST, READ_CONTRIBUTIONS, ANY_TIME, key, bytes, contributions)
                .addProcessor(ROLL_UP, () -> new RollupProcessor(registry, client, interval), READ_CONTRIBUTIONS)
                .addStateStore(RollupStore.builder(), ROLL_UP)
                .addStateStore(RollupProcessor.store(), ROLL_UP)
                .addSink(WRITE_METRICS, Topic.DIALOG_METRICS.topicName(), string, wire, ROLL_UP);
    }
}
