package io.dialogpulse.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.requests.IdempotentRequest;
import io.dialogpulse.views.SavedView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Every topic of Dialog Pulse. Keys are UTF-8 strings, values Avro in the Confluent wire format. */
public enum Topic {
    /** Input, key {@code dialogId}. */
    DIALOG_MESSAGES("dialog-messages", MessageEvent.getClassSchema(), Sharding.BY_DIALOG, deletedAfter(7)),
    /** Input, key {@code dialogId}. */
    DIALOG_STATUSES("dialog-statuses", StatusEvent.getClassSchema(), Sharding.BY_DIALOG, deletedAfter(7)),
    /** Input, key {@code lineId}. A line has facts of several kinds, so its older ones stay for a while. */
    LINE_EVENTS("line-events", LineEvent.getClassSchema(), Sharding.BY_LINE, compactedAfter(7)),
    /**
     * Internal, key {@code lineId}: what came in line-events and is valid, once in every partition, so that it meets the
     * dialogs there. Written and read by streams-app alone.
     */
    DIALOG_LINE_FACTS("dialog-line-facts", null, Sharding.BY_DIALOG, deletedAfter(7)),
    /** Output, key {@code dialogId}: the current row; a tombstone means deleted. */
    DIALOGS("dialogs", DialogRow.getClassSchema(), Sharding.BY_DIALOG, output(compacted())),
    /** Output, key {@link TimelineKey}, partitioned by {@code dialogId} alone: the history. */
    DIALOG_TIMELINE("dialog-timeline", TimelineEntry.getClassSchema(), Sharding.BY_DIALOG, output(compacted())),
    /** Output, key {@link ResponseKey}, partitioned by {@code dialogId} alone: the questions and their answers. */
    DIALOG_RESPONSES("dialog-responses", DialogResponse.getClassSchema(), Sharding.BY_DIALOG, output(compacted())),
    /**
     * Output, key {@link ResponseKey}, partitioned by {@code dialogId} alone: questions whose answer is late, or will be
     * soon.
     */
    DIALOG_ALERTS("dialog-alerts", DialogAlert.getClassSchema(), Sharding.BY_DIALOG, output(compacted())),
    /** Output, key {@link MetricsKey}: the dialogs of an hour, line, channel and operator, summed up. */
    DIALOG_METRICS("dialog-metrics", DialogMetrics.getClassSchema(), Sharding.BY_ROLLUP, output(compacted())),
    /**
     * Internal, key {@link MetricsKey}: which dialog adds what to which rollup. Written and read by streams-app alone,
     * in a form that may change with any version.
     */
    DIALOG_CONTRIBUTIONS("dialog-contributions", null, Sharding.BY_ROLLUP, deletedAfter(7)),
    /**
     * What users keep here, key {@code userId|name}: views of the dialog list; a tombstone means deleted. Names have no
     * {@code |}, so the last one separates.
     */
    DIALOG_VIEWS("dialog-views", SavedView.getClassSchema(), Sharding.BY_USER, compacted()),
    /**
     * Internal, key {@code userId|idempotencyKey}: what requests have done. A log, not compacted: the first record of a
     * key counts.
     */
    DIALOG_REQUESTS("dialog-requests", IdempotentRequest.getClassSchema(), Sharding.BY_USER, requests()),
    /** Output: rejected input records, unchanged, with the reason in their headers ({@link DeadLetterHeaders}). */
    DIALOG_DEAD_LETTERS("dialog-dead-letters", null, Sharding.BY_DIALOG, output(deletedAfter(30)));

    /**
     * The largest record that our topics take, in bytes. A dead letter is its input and the headers that say why, a
     * timeline entry has a longer key than its event: both must fit whenever their input did.
     */
    public static final int LARGEST_OUTPUT = 16 << 20;

    /** What decides the partition of a record: topics sharded alike have the same number of partitions. */
    public enum Sharding {
        /** murmur2 of the UTF-8 {@code dialogId}. */
        BY_DIALOG,
        /** murmur2 of the UTF-8 {@code lineId}. */
        BY_LINE,
        /** murmur2 of the whole key ({@link MetricsKey}). */
        BY_ROLLUP,
        /** murmur2 of the UTF-8 key, which begins with the user. */
        BY_USER
    }

    static {
        AvroSafety.ensure();
    }

    private final String topicName;
    private final @Nullable Schema valueSchema;
    private final Sharding sharding;
    private final Map<String, String> config;

    Topic(String topicName, @Nullable Schema valueSchema, Sharding sharding, Map<String, String> config) {
        this.topicName = topicName;
        this.valueSchema = valueSchema;
        this.sharding = sharding;
        this.config = config;
    }

    /** The name in Kafka. */
    public String topicName() {
        return topicName;
    }

    /** The registry subject of the values. */
    public String subject() {
        return topicName + "-value";
    }

    /** The schema of the values; empty for dead letters, which are whatever was received, and for internal topics. */
    public Optional<Schema> valueSchema() {
        return Optional.ofNullable(valueSchema);
    }

    /** The same as everybody sees it in the registry: without the properties that steer Java's code generator. */
    public Optional<Schema> publicSchema() {
        return valueSchema()
                .map(schema ->
                        AvroSchemaUtils.getSchema(SpecificData.get().newRecord(null, schema), false, false, true));
    }

    /** What decides the partition of a record. */
    public Sharding sharding() {
        return sharding;
    }

    /** The topic's own settings: cleanup and retention. */
    public Map<String, String> config() {
        return config;
    }

    /** Whether connectors write this topic. */
    public boolean isInput() {
        return this == DIALOG_MESSAGES || this == DIALOG_STATUSES || this == LINE_EVENTS;
    }

    /**
     * The registry's compatibility level. Input: we read what any older connector writes, and may add kinds of changes.
     * Output: any reader reads any record.
     */
    public String compatibility() {
        return isInput() ? "BACKWARD_TRANSITIVE" : "FULL_TRANSITIVE";
    }

    private static Map<String, String> output(Map<String, String> config) {
        Map<String, String> with = new HashMap<>(config);
        with.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_OUTPUT));
        return Map.copyOf(with);
    }

    private static Map<String, String> deletedAfter(int days) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(Duration.ofDays(days).toMillis()));
    }

    private static Map<String, String> requests() {
        Map<String, String> with = new HashMap<>(output(deletedAfter(2)));
        // Only what is in a closed segment can be deleted
        with.put(
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(6).toMillis()));
        return Map.copyOf(with);
    }

    private static Map<String, String> compactedAfter(int days) {
        Map<String, String> with = new HashMap<>(compacted());
        with.put(
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofDays(days).toMillis()));
        return Map.copyOf(with);
    }

    private static Map<String, String> compacted() {
        // A reader that was away for less than this still learns of every deletion.
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(Duration.ofDays(7).toMillis()));
    }
}
