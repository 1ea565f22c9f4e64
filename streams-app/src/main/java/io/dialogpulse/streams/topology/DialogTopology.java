package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.store.DialogStores;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The whole data flow: input events are validated, then folded into their dialog; what cannot be processed goes to the
 * dead letters. Everything is keyed and partitioned by dialogId, so one sub-topology does it all.
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
     * @param meters counters of rejected and folded events
     */
    public static Topology build(Registry registry, SchemaRegistryClient client, int partitions, MeterRegistry meters) {
        var bytes = new ByteArrayDeserializer();
        var string = new StringSerializer();
        var wire = new ByteArraySerializer();
        return new Topology()
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
                        () -> new FoldProcessor(registry, client, partitions, meters),
                        VALIDATE_MESSAGES,
                        VALIDATE_STATUSES)
                .addStateStore(DialogStores.dialogs(), FOLD)
                .addStateStore(DialogStores.timeline(), FOLD)
                .addStateStore(DialogStores.numbers(), FOLD)
                .addSink(WRITE_DIALOGS, Topic.DIALOGS.topicName(), string, wire, FOLD)
                .addSink(WRITE_TIMELINE, Topic.DIALOG_TIMELINE.topicName(), string, wire, new ByDialog<>(), FOLD)
                .addSink(
                        WRITE_DEAD_LETTERS,
                        Topic.DIALOG_DEAD_LETTERS.topicName(),
                        wire,
                        wire,
                        VALIDATE_MESSAGES,
                        VALIDATE_STATUSES);
    }
}
