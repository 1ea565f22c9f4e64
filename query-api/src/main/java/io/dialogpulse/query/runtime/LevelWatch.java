package io.dialogpulse.query.runtime;

import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which of the stores that have become active here are level with their topics: when a store's term begins,
 * it notes where the topic ends; the store is level once the group has committed that offset and the index was reopened
 * after that. Kafka Streams' own state does not tell: it is running while it still catches up. Without contact to Kafka
 * for as long as a session lasts, all begin anew: others may have the partitions, and answer for them.
 *
 * <p>{@link #check} is called over and over by one thread; the answers may be read by any.
 */
final class LevelWatch {
    private static final Logger log = LoggerFactory.getLogger(LevelWatch.class);
    private static final Duration GUARD_EVERY = Duration.ofSeconds(30);

    private final LocalStores stores;
    private final KafkaTopics topics;
    private final Levels levels;
    private final StateGuard guard;
    private final RestoreProgress progress;
    private final KafkaContact contact;
    private final InstantSource clock;

    private final Map<Long, Approach> approaching = new HashMap<>();
    private @Nullable Ends noted;
    private volatile long behind;
    private volatile @Nullable String failure;

    /**
     * A store on its way.
     *
     * @param end the offset it has to reach
     * @param reachedAt when it had reached it, at the latest; null before
     */
    private record Approach(
            TopicPartition source, long end, @Nullable Instant reachedAt) {}

    /** Where the topics ended at a time. */
    private record Ends(Instant at, Map<TopicPartition, Long> offsets) {}

    /** @param topics answers, or fails, well within a session */
    LevelWatch(
            LocalStores stores,
            KafkaTopics topics,
            Levels levels,
            StateGuard guard,
            RestoreProgress progress,
            KafkaContact contact,
            InstantSource clock) {
        this.stores = stores;
        this.topics = topics;
        this.levels = levels;
        this.guard = guard;
        this.progress = progress;
        this.contact = contact;
        this.clock = clock;
    }

    /** How many records the stores on their way have to go, about; 0 if none is on its way. */
    long behind() {
        return behind;
    }

    /** What keeps it from finding out, in words for everybody; null if nothing. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Looks again. */
    void check() {
        try {
            if (contact.lost()) {
                levels.retain(Set.of());
                approaching.clear();
            }
            if (contact.due()) {
                committed();
            }
            List<LocalStores.Active> active = stores.active();
            Set<Long> terms = active.stream().map(LocalStores.Active::term).collect(Collectors.toSet());
            levels.retain(terms);
            approaching.keySet().retainAll(terms);
            welcome(active);
            advance(active);
            if (approaching.isEmpty() && !active.isEmpty() && progress.summary().isEmpty()) {
                guard(active);
            }
            if (failure != null) {
                log.info("It can be told again how far the stores are");
                failure = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException e) {
            fail("Kafka does not answer", e);
        } catch (IOException | RuntimeException e) {
            // The schedule would end with it
            fail("it cannot be told how far the stores are; the log says why", e);
        }
    }

    private void fail(String what, Exception e) {
        if (what.equals(failure)) {
            log.debug("Still: {}", what, e);
        } else {
            log.warn("Cannot tell how far behind the stores are", e);
        }
        failure = what;
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = topics.committed();
        contact.made();
        return committed;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = topics.ends(partitions);
        contact.made();
        return ends;
    }

    private void welcome(List<LocalStores.Active> active) throws ExecutionException, InterruptedException {
        List<LocalStores.Active> fresh = active.stream()
                .filter(store -> !levels.has(store.term()) && !approaching.containsKey(store.term()))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends =
                ends(fresh.stream().map(LocalStores.Active::source).toList());
        for (LocalStores.Active store : fresh) {
            approaching.put(store.term(), new Approach(store.source(), end(ends, store.source()), null));
        }
    }

    private void advance(List<LocalStores.Active> active) throws ExecutionException, InterruptedException {
        if (approaching.values().stream().anyMatch(approach -> approach.reachedAt() == null)) {
            Map<TopicPartition, Long> committed = committed();
            Instant now = clock.instant();
            approaching.replaceAll((_, approach) -> approach.reachedAt() != null || lag(approach, committed) > 0
                    ? approach
                    : new Approach(approach.source(), approach.end(), now));
            behind = approaching.values().stream()
                    .filter(approach -> approach.reachedAt() == null)
                    .mapToLong(approach -> lag(approach, committed))
                    .sum();
        } else {
            behind = 0;
        }
        for (LocalStores.Active store : active) {
            Approach approach = approaching.get(store.term());
            // Written, but not shown before the index was reopened
            if (approach != null && approach.reachedAt() != null && store.asOf().isAfter(approach.reachedAt())) {
                approaching.remove(store.term());
                levels.reached(store.term());
            }
        }
    }

    /** Remembers now and then that the stores on disk are up to date; standbys are about as far as active ones. */
    private void guard(List<LocalStores.Active> active) throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        Ends before = noted;
        if (before != null && now.isBefore(before.at().plus(GUARD_EVERY))) {
            return;
        }
        List<TopicPartition> sources =
                active.stream().map(LocalStores.Active::source).toList();
        if (before != null) {
            Map<TopicPartition, Long> committed = committed();
            for (TopicPartition source : sources) {
                if (committed.getOrDefault(source, 0L) < before.offsets().getOrDefault(source, 0L)) {
                    return;
                }
            }
            guard.levelAt(before.at());
        }
        noted = new Ends(now, ends(sources));
    }

    private static long lag(Approach approach, Map<TopicPartition, Long> committed) {
        return Math.max(0, approach.end() - committed.getOrDefault(approach.source(), 0L));
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition source) {
        return Objects.requireNonNull(ends.get(source), () -> "Kafka does not tell the end of " + source);
    }
}
