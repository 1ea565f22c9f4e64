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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One measurement at one rate: a steady load, and among it probes, dialogs of a channel of their own, that a client of
 * the list looks out for without pause. The reading of the answer and the wait for the next request count too.
 */
final class FreshnessRun implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(5);
    private static final Duration LAST_PROBE_LIMIT = Duration.ofMinutes(1);
    private static final String CHANNEL = "probe";
    private static final int CONCURRENT_DIALOGS = 2_000;

    private final InstantSource clock = InstantSource.system();
    private final String prefix = "run" + Long.toString(clock.millis(), 36) + "-";
    private final HttpProbe list;
    private final Producer<String, Object> producer;
    private final TopicWatch topic;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final long start;
    private final Future<Double> load;
    private final Future<?> probes;
    private final Future<List<Double>> published;
    private final Future<Seen> seen;

    /** Probes that were published and not seen in the list yet. */
    private final Map<String, Probe> waiting = new ConcurrentHashMap<>();
    /** And those not seen in the topic yet. */
    private final Map<String, Probe> unpublished = new ConcurrentHashMap<>();

    private volatile boolean ended;
    /** Until when, once it has ended, the last probes may show up. */
    private volatile long lastProbeLimit;

    private record Probe(Instant createdAt, long sentNanos) {}

    /** What the client of the list has seen. */
    private record Seen(List<Double> delayMillis, List<Double> requestMillis) {}

    /**
     * What came out; times in milliseconds.
     *
     * @param topicMillis until committed rows are read from {@code dialogs}
     * @param delayMillis until they are in an answer of the list
     */
    record Result(List<Double> topicMillis, List<Double> delayMillis, List<Double> requestMillis, double reachedRate) {}

    private FreshnessRun(Settings settings, HttpProbe list, int eventsPerSecond) {
        this.list = list;
        producer = Filling.producer(settings);
        topic = new TopicWatch(settings);
        start = System.nanoTime();
        load = workers.submit(() -> load(eventsPerSecond));
        probes = workers.submit(this::sendProbes);
        published = workers.submit(this::watchTopic);
        seen = workers.submit(this::watchList);
    }

    /** Begins with the load and the probes. */
    static FreshnessRun start(Settings settings, HttpProbe list, int eventsPerSecond) {
        return new FreshnessRun(settings, list, eventsPerSecond);
    }

    /**
     * Runs the load and the probes for a while.
     *
     * @throws ExecutionException if a probe does not show up at all
     */
    static Result of(Settings settings, HttpProbe list, int eventsPerSecond, Duration length) throws Exception {
        try (FreshnessRun run = start(settings, list, eventsPerSecond)) {
            Thread.sleep(length);
            return run.end();
        }
    }

    /**
     * Sends no more, and waits for the last probes.
     *
     * @throws ExecutionException if a probe does not show up at all
     */
    Result end() throws ExecutionException, InterruptedException {
        stop();
        probes.get();
        return new Result(published.get(), seen.get().delayMillis(), seen.get().requestMillis(), load.get());
    }

    private void stop() {
        lastProbeLimit = System.nanoTime() + LAST_PROBE_LIMIT.toNanos();
        ended = true;
    }

    @Override
    public void close() {
        stop();
        workers.close();
        topic.close();
        producer.close();
    }

    /** Publishes at a steady rate; answers the rate that was reached. */
    private double load(int eventsPerSecond) {
        DialogLoad events = new DialogLoad(prefix, start, CONCURRENT_DIALOGS);
        long sent = 0;
        while (!ended) {
            long due = (long) ((System.nanoTime() - start) / 1e9 * eventsPerSecond);
            for (; sent < due; sent++) {
                var _ = producer.send(events.next(clock.instant()));
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        producer.flush();
        return sent / ((System.nanoTime() - start) / 1e9);
    }

    private void sendProbes() {
        for (int i = 0; !ended; i++) {
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

    private List<Double> watchTopic() {
        List<Double> delays = new ArrayList<>();
        while (!ended || (!unpublished.isEmpty() && System.nanoTime() < lastProbeLimit)) {
            topic.poll(dialogId -> {
                Probe probe = unpublished.remove(dialogId);
                if (probe != null) {
                    delays.add((System.nanoTime() - probe.sentNanos()) / 1e6);
                }
            });
        }
        return delays;
    }

    private Seen watchList() throws IOException {
        List<Double> delays = new ArrayList<>();
        List<Double> requests = new ArrayList<>();
        while (!ended || !waiting.isEmpty()) {
            if (ended && System.nanoTime() > lastProbeLimit) {
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
        return new Seen(delays, requests);
    }
}
