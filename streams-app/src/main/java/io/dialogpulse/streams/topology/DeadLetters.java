package io.dialogpulse.streams.topology;

import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a processor puts records that are not processed: as they came, with the reason in their headers. */
final class DeadLetters {
    private static final int LONGEST_DETAIL = 1_000;

    private final ProcessorContext<Object, Object> context;
    private final MeterRegistry meters;
    private final String sink;

    DeadLetters(ProcessorContext<Object, Object> context, MeterRegistry meters, String sink) {
        this.context = context;
        this.meters = meters;
        this.sink = sink;
    }

    /**
     * Rejects the record that is being processed.
     *
     * @param detail a sentence that names the field and the value
     */
    void reject(Record<byte[], byte[]> record, RejectReason reason, String detail) {
        meters.counter("dialogpulse.dead.letters", "reason", reason.name()).increment();
        RecordMetadata source = context.recordMetadata().orElseThrow();
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
        context.forward(new Record<Object, Object>(record.key(), record.value(), record.timestamp(), headers), sink);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
