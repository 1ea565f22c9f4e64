package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.rollup.Rollup;
import io.dialogpulse.schemas.MetricsKey;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.RollupCodec;
import io.dialogpulse.streams.store.PendingStore;
import io.dialogpulse.streams.store.RollupStore;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Keeps the members of rollups, and publishes each rollup that changed once an interval. */
final class RollupProcessor implements Processor<String, byte[], String, byte[]> {
    private static final String UNPUBLISHED = "unpublished-rollups";

    private final KafkaAvroSerializer serializer;
    private final Duration interval;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable RollupStore rollups;
    private @Nullable PendingStore unpublished;

    RollupProcessor(Registry registry, SchemaRegistryClient client, Duration interval) {
        this.serializer = registry.serializer(client);
        this.interval = interval;
    }

    /** Keys of the rollups that have changed since they were published. */
    static StoreBuilder<KeyValueStore<String, String>> store() {
        return PendingStore.builder(UNPUBLISHED);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        rollups = new RollupStore(context);
        unpublished = new PendingStore(context, UNPUBLISHED);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::publishAll);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (rollups == null || unpublished == null) {
            throw new IllegalStateException("not initialized");
        }
        if (rollups.place(record.key(), record.value())) {
            unpublished.add(record.key(), "");
        }
    }

    private void publishAll(long now) {
        if (unpublished == null) {
            throw new IllegalStateException("not initialized");
        }
        unpublished.drain((key, _) -> publish(key, now));
    }

    private void publish(String key, long now) {
        if (context == null || rollups == null) {
            throw new IllegalStateException("not initialized");
        }
        Rollup rollup = rollups.sum(key);
        byte[] metrics = rollup == null
                ? null
                : serializer.serialize(
                        Topic.DIALOG_METRICS.topicName(), RollupCodec.encode(MetricsKey.parse(key), rollup));
        context.forward(new Record<>(key, metrics, now));
    }
}
