package io.dialogpulse.query.runtime;

import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether every row that was in Kafka when the app started can be found. Kafka Streams' own state does not tell: it is
 * running while it still catches up.
 *
 * <p>{@link #check} is called over and over by one thread; the answers may be read by any.
 */
final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    private static final Duration LEVEL_AGAIN = Duration.ofSeconds(30);

    private final LocalStores stores;
    private final KafkaTopics topics;
    private final int partitions;
    private final RestoreProgress progress;
    private final StateGuard guard;
    private final InstantSource clock;

    private Map<TopicPartition, Long> targets;
    private Instant targetsTakenAt;
    private @Nullable Instant reachedAt;
    private volatile boolean caughtUp;
    private volatile List<String> missing = List.of("starting");

    Readiness(
            LocalStores stores,
            KafkaTopics topics,
            int partitions,
            RestoreProgress progress,
            StateGuard guard,
            InstantSource clock)
            throws ExecutionException, InterruptedException {
        this.stores = stores;
        this.topics = topics;
        this.partitions = partitions;
        this.progress = progress;
        this.guard = guard;
        this.clock = clock;
        this.targetsTakenAt = clock.instant();
        this.targets = topics.ends(partitions);
    }

    /** Whether all rows of the start have once been there: from then on, what can be asked is complete. */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    /** What is missing until requests can be answered; empty when ready. */
    List<String> missing() {
        return missing;
    }

    /** Looks again. */
    void check() {
        try {
            Instant asOf = seenUpTo();
            if (!caughtUp || clock.instant().isAfter(targetsTakenAt.plus(LEVEL_AGAIN))) {
                approach(asOf);
            } else {
                missing = List.of();
            }
        } catch (PartitionsUnavailable e) {
            missing = progress.summary().map(List::of).orElse(List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException | IOException e) {
            log.warn("Cannot tell how far behind the stores are: {}", e.getMessage());
            if (!caughtUp) {
                missing = List.of("Kafka does not answer: " + e.getMessage());
            }
        } catch (RuntimeException e) {
            // The schedule would end with it
            log.error("Cannot tell whether the app is ready", e);
            missing = List.of(String.valueOf(e.getMessage()));
        }
    }

    private void approach(Instant asOf) throws ExecutionException, InterruptedException {
        if (reachedAt == null) {
            long lag = KafkaTopics.lag(targets, topics.committed());
            if (lag > 0) {
                missing = caughtUp
                        ? List.of()
                        : List.of(String.format(Locale.ROOT, "catching up, about %,d records to go", lag));
                return;
            }
            reachedAt = clock.instant();
        }
        if (asOf.isBefore(reachedAt)) {
            // Written, but not shown yet
            missing = caughtUp ? List.of() : List.of("the index is being reopened");
            return;
        }
        guard.levelAt(targetsTakenAt);
        caughtUp = true;
        missing = List.of();
        reachedAt = null;
        targetsTakenAt = clock.instant();
        targets = topics.ends(partitions);
    }

    private Instant seenUpTo() throws IOException {
        try (Snapshots snapshots = stores.everythingAtOnce()) {
            Instant rows = snapshots.asOf();
            Instant histories = snapshots.historyAsOf();
            return rows.isBefore(histories) ? rows : histories;
        }
    }
}
