package io.dialogpulse.query.runtime;

import io.dialogpulse.query.cluster.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether this instance can answer everything: whether each partition answers it, here or on another instance. */
final class Readiness {
    private final Cluster cluster;
    private final RestoreProgress progress;
    private final LevelWatch levels;

    Readiness(Cluster cluster, RestoreProgress progress, LevelWatch levels) {
        this.cluster = cluster;
        this.progress = progress;
        this.levels = levels;
    }

    /** What is missing until requests can be answered, in sentences; empty when ready. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        try {
            missing.addAll(cluster.missing());
        } catch (IOException | RuntimeException e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        if (!missing.isEmpty()) {
            progress.summary().ifPresent(missing::add);
            if (levels.behind() > 0) {
                missing.add(String.format(Locale.ROOT, "catching up, about %,d records to go", levels.behind()));
            }
            Optional.ofNullable(levels.failure()).ifPresent(missing::add);
        }
        return missing;
    }
}
