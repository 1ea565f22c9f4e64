package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Users who ask some instances for the list all the time, while another one is stopped. They know how many dialogs
 * there are, and accept that number or 503.
 */
final class Watchers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENOUGH = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Watcher> watchers;
    private volatile boolean watching = true;
    private volatile long stoppedAt;

    interface Stop {
        void happen() throws Exception;
    }

    private static final class Watcher {
        private final AtomicInteger exact = new AtomicInteger();
        private final AtomicInteger unavailable = new AtomicInteger();
        private final AtomicInteger exactInARow = new AtomicInteger();
        private volatile long answeredAgain;
    }

    Watchers(List<Fleet.Member> members, Fleet.Member stopping, int dialogs) {
        watchers = members.stream()
                .filter(member -> !member.equals(stopping))
                .map(member -> {
                    Watcher watcher = new Watcher();
                    var _ = threads.submit(() -> watch(member, watcher, dialogs));
                    return watcher;
                })
                .toList();
    }

    private void watch(Fleet.Member member, Watcher watcher, int dialogs) {
        while (watching) {
            try {
                HttpResponse<String> answer = member.api().get("/api/v1/dialogs?limit=1&sort=-maxResponseMs");
                if (answer.statusCode() == 503) {
                    watcher.unavailable.incrementAndGet();
                    watcher.exactInARow.set(0);
                } else if (answer.statusCode() == 200
                        && JSON.readTree(answer.body()).get("total").asInt() == dialogs) {
                    watcher.exact.incrementAndGet();
                    if (watcher.exactInARow.getAndIncrement() == 0) {
                        watcher.answeredAgain = System.nanoTime();
                    }
                } else {
                    watcher.exactInARow.set(0);
                    wrong.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException | InterruptedException e) {
                wrong.add(e.toString());
            }
        }
    }

    /** Waits until everybody has been answered for a while, then stops the instance. */
    void stop(Stop stop) throws Exception {
        awaitAnswers(Duration.ofMinutes(1));
        stoppedAt = System.nanoTime();
        watchers.forEach(watcher -> watcher.exactInARow.set(0));
        stop.happen();
    }

    /** Waits until everybody is answered again. */
    void awaitAnswers(Duration limit) {
        Awaitility.await("answers")
                .atMost(limit)
                .until(() -> watchers.stream().allMatch(watcher -> watcher.exactInARow.get() >= ENOUGH));
    }

    void assertNothingWrong() {
        assertThat(wrong).isEmpty();
    }

    /** How it was for the watchers: what they got, and when after the stop the last of them was answered again. */
    String summary() {
        int exact = watchers.stream().mapToInt(watcher -> watcher.exact.get()).sum();
        int unavailable =
                watchers.stream().mapToInt(watcher -> watcher.unavailable.get()).sum();
        double seconds = watchers.stream()
                .mapToDouble(watcher -> (watcher.answeredAgain - stoppedAt) / NANOS_PER_SECOND)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%d exact answers, %d times 503, all are answered %.1f s after the stop",
                exact,
                unavailable,
                seconds);
    }

    @Override
    public void close() {
        watching = false;
        threads.close();
    }
}
