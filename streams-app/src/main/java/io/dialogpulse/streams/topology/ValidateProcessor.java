package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.schemas.EventRules;
import io.dialogpulse.schemas.Partitioning;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.EventCodec;
import io.dialogpulse.streams.codec.EventDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Passes good events on, and everything else to the dead letters. */
final class ValidateProcessor implements Processor<byte[], byte[], Object, Object> {
    private final EventDecoder decoder;
    private final OptionalInt partitions;
    private final BiFunction<SpecificRecord, byte[], Object> good;
    private final String next;
    private final String rejected;
    private final MeterRegistry meters;
    private @Nullable Task task;

    private record Task(ProcessorContext<Object, Object> context, DeadLetters deadLetters) {}

    private ValidateProcessor(
            Topic topic,
            SchemaRegistryClient registry,
            OptionalInt partitions,
            BiFunction<SpecificRecord, byte[], Object> good,
            String next,
            String rejected,
            MeterRegistry meters) {
        this.decoder = new EventDecoder(registry, topic.valueSchema().orElseThrow());
        this.partitions = partitions;
        this.good = good;
        this.next = next;
        this.rejected = rejected;
        this.meters = meters;
    }

    /** Passes the events of dialogs on as {@link Received}; each has to be in its dialog's partition. */
    static ValidateProcessor ofDialogs(
            Topic topic, SchemaRegistryClient registry, int partitions, MeterRegistry meters) {
        return new ValidateProcessor(
                topic,
                registry,
                OptionalInt.of(partitions),
                (event, value) -> new Received(EventCodec.decode(event), value),
                DialogTopology.FOLD,
                DialogTopology.WRITE_DEAD_LETTERS,
                meters);
    }

    /** Passes the events of lines on as they came. */
    static ValidateProcessor ofLines(SchemaRegistryClient registry, MeterRegistry meters) {
        return new ValidateProcessor(
                Topic.LINE_EVENTS,
                registry,
                OptionalInt.empty(),
                (_, value) -> value,
                DialogTopology.WRITE_LINE_FACTS,
                DialogTopology.WRITE_LINE_DEAD_LETTERS,
                meters);
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        task = new Task(context, new DeadLetters(context, meters, rejected));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            reject(record, RejectReason.MISSING_VALUE, "the value is null");
            return;
        }
        switch (decoder.decode(value)) {
            case EventDecoder.Result.Rejected(RejectReason reason, String detail) -> reject(record, reason, detail);
            case EventDecoder.Result.Decoded(SpecificRecord event) -> check(record, event);
        }
    }

    private void check(Record<byte[], byte[]> record, SpecificRecord event) {
        byte[] key = record.key();
        String id = key == null ? null : new String(key, StandardCharsets.UTF_8);
        var violations = EventRules.check(event, id, record.timestamp());
        if (id == null || !violations.isEmpty()) {
            reject(
                    record,
                    violations.getFirst().reason(),
                    violations.stream().map(EventRules.Violation::detail).collect(Collectors.joining("; ")));
            return;
        }
        // Bytes that are no UTF-8 read as U+FFFD, which may be somebody's id as well.
        if (!Arrays.equals(id.getBytes(StandardCharsets.UTF_8), key)) {
            reject(record, RejectReason.WRONG_KEY, "the key is not UTF-8");
            return;
        }
        int partition = task().context().taskId().partition();
        if (partitions.isPresent() && Partitioning.of(key, partitions.getAsInt()) != partition) {
            reject(
                    record,
                    RejectReason.WRONG_PARTITION,
                    "written to partition " + partition + ", but murmur2 of the key, as the Java producer computes it,"
                            + " says " + Partitioning.of(key, partitions.getAsInt()));
            return;
        }
        Object passed = good.apply(event, record.value());
        task().context().forward(new Record<Object, Object>(id, passed, record.timestamp(), record.headers()), next);
    }

    private void reject(Record<byte[], byte[]> record, RejectReason reason, String detail) {
        task().deadLetters().reject(record, reason, detail);
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialized");
        }
        return task;
    }
}
