package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.EventRules;
import io.dialogpulse.schemas.Partitioning;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.EventCodec;
import io.dialogpulse.streams.codec.EventDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Passes good events on as the model's events, and everything else to the dead letters. */
final class ValidateProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final int LONGEST_DETAIL = 1_000;

    private final EventDecoder decoder;
    private final int partitions;
    private final MeterRegistry meters;
    private @Nullable ProcessorContext<Object, Object> context;

    ValidateProcessor(Topic topic, SchemaRegistryClient registry, int partitions, MeterRegistry meters) {
        this.decoder = new EventDecoder(registry, topic.valueSchema().orElseThrow());
        this.partitions = partitions;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
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
        String dialogId = key == null ? null : new String(key, StandardCharsets.UTF_8);
        var violations = EventRules.check(event, dialogId, record.timestamp());
        if (dialogId == null || !violations.isEmpty()) {
            reject(
                    record,
                    violations.getFirst().reason(),
                    violations.stream().map(EventRules.Violation::detail).collect(Collectors.joining("; ")));
            return;
        }
        // Bytes that are no UTF-8 read as U+FFFD, which may be somebody's id as well.
        if (!Arrays.equals(dialogId.getBytes(StandardCharsets.UTF_8), key)) {
            reject(record, RejectReason.WRONG_KEY, "the key is not UTF-8");
            return;
        }
        int partition = context().taskId().partition();
        if (Partitioning.of(key, partitions) != partition) {
            reject(
                    record,
                    RejectReason.WRONG_PARTITION,
                    "written to partition " + partition + ", but murmur2 of the key, as the Java producer computes it,"
                            + " says " + Partitioning.of(key, partitions));
            return;
        }
        DialogEvent decoded = EventCodec.decode(event);
        context().forward(new Record<>(dialogId, decoded, record.timestamp()), DialogTopology.FOLD);
    }

    private void reject(Record<byte[], byte[]> record, RejectReason reason, String detail) {
        meters.counter("dialogpulse.dead.letters", "reason", reason.name()).increment();
        RecordMetadata source = context().recordMetadata().orElseThrow();
        Headers headers = new RecordHeaders(record.headers());
        add(headers, DeadLetterHeaders.REASON, reason.name());
        add(
                headers,
                DeadLetterHeaders.DETAIL,
                detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…");
        add(headers, DeadLetterHeaders.TOPIC, source.topic());
        add(headers, DeadLetterHeaders.PARTITION, Integer.toString(source.partition()));
        add(headers, DeadLetterHeaders.OFFSET, Long.toString(source.offset()));
        add(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(record.timestamp()));
        context()
                .forward(
                        new Record<Object, Object>(record.key(), record.value(), record.timestamp(), headers),
                        DialogTopology.WRITE_DEAD_LETTERS);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private ProcessorContext<Object, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialized");
        }
        return context;
    }
}
