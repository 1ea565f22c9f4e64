package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.EventCodec;
import io.dialogpulse.streams.codec.EventDecoder;
import io.dialogpulse.streams.store.TaskStores;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Learns what happens to lines, which holds from the next event on, and lets what is there follow bit by bit. */
final class SweepProcessor implements Processor<String, byte[], Object, Object> {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final KafkaAvroSerializer serializer;
    private final EventDecoder decoder;
    private final boolean metrics;
    private final Sweeps sweeps;
    private @Nullable Task task;
    private boolean busy;

    private record Task(TaskStores stores, Timelines timelines, LineRound round) {}

    /**
     * @param metrics whether there are responses and rollups
     * @param sweeps shared by all tasks
     */
    SweepProcessor(Registry registry, SchemaRegistryClient client, boolean metrics, Sweeps sweeps) {
        this.serializer = registry.serializer(client);
        this.decoder = new EventDecoder(client, Topic.LINE_EVENTS.valueSchema().orElseThrow());
        this.metrics = metrics;
        this.sweeps = sweeps;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        TaskStores stores = TaskStores.of(context);
        DialogWriter writer = new DialogWriter(context, stores, serializer, metrics);
        Timelines timelines = new Timelines(stores, writer);
        LineRound round = new LineRound(context.taskId().partition(), stores, writer, timelines, metrics);
        task = new Task(stores, timelines, round);
        context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (!(decoder.decode(record.value()) instanceof EventDecoder.Result.Decoded(LineEvent event))) {
            throw new IllegalStateException("not a valid event of line \"" + record.key() + "\", although it was one"
                    + " when a later version of streams-app took it in: run that version everywhere");
        }
        TaskStores stores = task().stores();
        LineFacts before = stores.lines().get(record.key());
        LineFacts after = before.with(EventCodec.decode(event));
        stores.lines().put(record.key(), after);
        if (!after.saysTheSameAs(before)) {
            stores.unfinished().addLine(record.key());
        }
    }

    private void sweep(long now) {
        Task task = task();
        note(task.round().underWay() || task.stores().unfinished().firstTimeline() != null);
        if (!busy || !sweeps.takeTurn(now)) {
            return;
        }
        BooleanSupplier enough = sweeps.beginTurn();
        while (task.timelines().goOn(now)) {
            if (enough.getAsBoolean()) {
                return;
            }
        }
        if (task.round().underWay()) {
            sweeps.looked(task.round().goOn(now, enough));
        }
    }

    private void note(boolean nowBusy) {
        if (nowBusy && !busy) {
            sweeps.begun();
        } else if (!nowBusy && busy) {
            sweeps.ended();
        }
        busy = nowBusy;
    }

    @Override
    public void close() {
        note(false);
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialized");
        }
        return task;
    }
}
