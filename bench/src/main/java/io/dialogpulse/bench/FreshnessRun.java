package io.dialogpulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.bench.load.DialogLoad;
import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One measurement at one rate: a steady load, and among it probes, dialogs of a channel of their own, that a client of
 * the list looks out for without pause. The reading of the answer and the wait for the next request count too.
 */
final class FreshnessRun {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(5);
    private static final Duration LAST_PROBE_LIMIT = Duration.ofMinutes(1);
    private static final String CHANNEL = "probe";
    private static final int CONCURRENT_DIALOGS = 2_000;

    private final InstantSource clock = InstantSource.system();
    private final Producer<String, Object> producer;
    private final HttpProbe list;
    private final String prefix = "run" + Long.toString(clock.millis(), 36) + "-";
    private final long start = System.nanoTime();
    private final long end;

    /** Probes that were published and not seen in the list yet. */
    private final Map<String, Probe> waiting = new ConcurrentHashMap<>();
    /** And those not seen in the topic yet. */
    private final Map<String, Probe> unpublished = new ConcurrentHashMap<>();

    private record Probe(Instant createdAt, long sentNanos) {}

    /**
     * What came out; times in milliseconds.
     *
     * @param topicMillis until committed rows are read from {@code dialogs}
     * @param delayMillis until they are in an answer of the list
     */
    record Result(List<Double> topicMillis, List<Double> delayMillis, List<Double> requestMillis, double reachedRate) {}

    private FreshnessRun(Producer<String, Object> producer, HttpProbe list, Duration length) {
        this.producer = producer;
        this.list = list;
        this.end = start + length.toNanos();
    }

    /**
     * Runs the load and the probes for a while.
     *
     * @throws IllegalStateException if a probe does not show up at all
     */
    static Result of(Settings settings, HttpProbe list, int eventsPerSecond, Duration length) throws Exception {
        try (Producer<String, Object> producer = Filling.producer(settings);
                var topic = new TopicWatch(settings);
                var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            FreshnessRun run = new FreshnessRun(producer, list, length);
            Future<Double> load = workers.submit(() -> run.load(eventsPerSecond));
            Future<?> probes = workers.submit(run::sendProbes);
            Future<List<Double>> published = workers.submit(() -> run.watch(topic));
            Result result = run.watch();
            probes.get();
            return new Result(published.get(), result.delayMillis(), result.requestMillis(), load.get());
        }
    }

    /** Publishes at a steady rate; answers the rate that was reached. */
    private double load(int eventsPerSecond) {
        DialogLoad load = new DialogLoad(prefix, start, CONCURRENT_DIALOGS);
        long sent = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            long due = (long) ((now - start) / 1e9 * eventsPerSecond);
            for (; sent < due; sent++) {
                var _ = producer.send(load.next(clock.instant()));
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        producer.flush();
        return sent / ((System.nanoTime() - start) / 1e9);
    }

    private void sendProbes() {
        for (int i = 0; System.nanoTime() < end; i++) {
            String id = prefix + "probe-" + i;
            Instant now = Instant.ofEpochMilli(clock.millis());
            Opened opened = new Opened("probes", "Probes", CHANNEL, Direction.INBOUND, null, null);
            Probe probe = new Probe(now, System.nanoTime());
            waiting.put(id, probe);
            unpublished.put(id, probe);
            var _ = producer.send(new ProducerRecord<>(
                    Topic.DIALOG_STATUSES.topicName(), id, new StatusEvent("opened", id, now, null, opened)));
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
    }

    private List<Double> watch(TopicWatch topic) {
        List<Double> delays = new ArrayList<>();
        long limit = end + LAST_PROBE_LIMIT.toNanos();
        while (System.nanoTime() < end || (!unpublished.isEmpty() && System.nanoTime() < limit)) {
            topic.poll(dialogId -> {
                Probe probe = unpublished.remove(dialogId);
                if (probe != null) {
                    delays.add((System.nanoTime() - probe.sentNanos()) / 1e6);
                }
            });
        }
        return delays;
    }

    private Result watch() throws IOException {
        List<Double> delays = new ArrayList<>();
        List<Double> requests = new ArrayList<>();
        while (System.nanoTime() < end || !waiting.isEmpty()) {
            if (System.nanoTime() > end + LAST_PROBE_LIMIT.toNanos()) {
                throw new IllegalStateException(waiting.size() + " probes are not in the list and "
                        + unpublished.size() + " not in the topic " + LAST_PROBE_LIMIT
                        + " after the last was published, e.g. "
                        + waiting.keySet().iterator().next());
            }
            Instant oldest = waiting.values().stream()
                    .map(Probe::createdAt)
                    .min(Instant::compareTo)
                    .orElse(clock.instant());
            long asked = System.nanoTime();
            JsonNode answer = list.json(
                    "/api/v1/dialogs?channel=" + CHANNEL + "&sort=createdAt&limit=500&createdAt.gte=" + oldest);
            long answered = System.nanoTime();
            requests.add((answered - asked) / 1e6);
            for (JsonNode item : answer.get("items")) {
                Probe probe = waiting.remove(item.get("dialogId").textValue());
                if (probe != null) {
                    delays.add((answered - probe.sentNanos()) / 1e6);
                }
            }
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
        return new Result(List.of(), delays, requests, 0);
    }
}
