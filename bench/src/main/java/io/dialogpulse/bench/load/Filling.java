package io.dialogpulse.bench.load;

import io.dialogpulse.schemas.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What was published before a measurement.
 *
 * @param events number of events
 * @param dialogs number of dialogs they belong to
 * @param valueBytes bytes of all values together, as they are on the wire
 */
public record Filling(long events, int dialogs, long valueBytes) {
    private static final long SEED = 20_261_122;
    private static final int CONCURRENT_DIALOGS = 5_000;

    /**
     * Publishes a number of events as fast as it goes, and returns once the broker has all of them.
     *
     * @param prefix begins every dialogId
     * @param end the time of the last event; each is a millisecond after the one before
     */
    public static Filling publish(Settings settings, String prefix, long events, Instant end) {
        return publish(settings, prefix, DialogLoad.LINES, events, end);
    }

    /**
     * Publishes about as many dialogs, all on one line.
     *
     * @param line its id without "line-"
     */
    public static Filling publishLine(Settings settings, String line, int dialogs, Instant end) {
        long events = (long) dialogs * DialogLoad.EVENTS_A_DIALOG;
        return publish(settings, line + "-", List.of(line), events, end);
    }

    private static Filling publish(Settings settings, String prefix, List<String> lines, long events, Instant end) {
        // Of few dialogs, most would not come to their end
        int concurrent = Math.clamp(events / DialogLoad.EVENTS_A_DIALOG / 8, 1, CONCURRENT_DIALOGS);
        DialogLoad load = new DialogLoad(prefix, lines, SEED, concurrent);
        AtomicLong bytes = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (Producer<String, Object> producer = producer(settings)) {
            for (long i = 0; i < events; i++) {
                var _ = producer.send(load.next(end.minusMillis(events - i)), (sent, problem) -> {
                    if (problem != null) {
                        failure.set(problem);
                    } else {
                        bytes.addAndGet(sent.serializedValueSize());
                    }
                });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("filling the input topics failed", failure.get());
        }
        return new Filling(events, load.dialogs(), bytes.get());
    }

    /** A producer of events, tuned for throughput. */
    public static Producer<String, Object> producer(Settings settings) {
        Map<String, Object> properties = settings.kafka();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        return new KafkaProducer<>(
                properties, new StringSerializer(), settings.registry().serializer());
    }
}
