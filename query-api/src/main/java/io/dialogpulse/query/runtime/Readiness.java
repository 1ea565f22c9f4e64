package io.dialogpulse.query.runtime;

import io.dialogpulse.query.cluster.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this instance can answer everything: whether each partition answers it, here or on another instance. */
final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    private static final Duration KEPT = Duration.ofMillis(500);

    private final Cluster cluster;
    private final RestoreProgress progress;
    private final LevelWatch levels;
    private List<String> missing = List.of();
    private long lookedAt = System.nanoTime() - KEPT.toNanos() - 1;

    Readiness(Cluster cluster, RestoreProgress progress, LevelWatch levels) {
        this.cluster = cluster;
        this.progress = progress;
        this.levels = levels;
    }

    /**
     * What is missing until requests can be answered, in sentences that anybody may read; empty when ready. Looked up
     * once in a while, however many ask.
     */
    synchronized List<String> missing() {
        if (System.nanoTime() - lookedAt > KEPT.toNanos()) {
            missing = look();
            lookedAt = System.nanoTime();
        }
        return missing;
    }

    private List<String> look() {
        List<String> missing = new ArrayList<>();
        try {
            SortedSet<Integer> partitions = cluster.missing();
            if (!partitions.isEmpty()) {
                missing.add("partitions " + partitions + " do not answer");
            }
        } catch (IOException | RuntimeException e) {
            log.warn("Cannot tell which partitions answer", e);
            missing.add("it cannot be told which partitions answer; the log says why");
        }
        if (!missing.isEmpty()) {
            progress.summary().ifPresent(missing::add);
            if (levels.behind() > 0) {
                missing.add(String.format(Locale.ROOT, "catching up, about %,d records to go", levels.behind()));
            }
        }
        // Also while everything answers: from now on the answers are getting old
        Optional.ofNullable(levels.failure()).ifPresent(missing::add);
        return List.copyOf(missing);
    }
}
