package io.dialogpulse.query.store;

import io.dialogpulse.query.index.PartitionIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * When an index is committed, and with which offsets: when its interval is over and when it is closed, since writing
 * files each time would take more than indexing. What the index holds may be ahead of the offsets in its commit, never
 * behind, and records that are written again come out the same.
 */
final class IndexCommits {
    private static final int PHASES = 12;

    private final Duration interval;
    private final InstantSource clock;
    private @Nullable Map<String, String> uncommitted;
    private Instant committedAt = Instant.MIN;

    IndexCommits(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * Begins with an index that was just opened.
     *
     * @param phase another for each index: they are opened together, and if they committed together too, the stream
     *     would halt for all of them
     */
    void begin(int phase) {
        uncommitted = null;
        committedAt = clock.instant()
                .minus(interval.multipliedBy(Math.floorMod(phase, PHASES)).dividedBy(PHASES));
    }

    /** Remembers how far the index is; whether it is time to commit it. */
    boolean due(Map<TopicPartition, Long> reached) {
        Map<String, String> offsets = new HashMap<>();
        reached.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition.toString(), offset.toString());
            }
        });
        uncommitted = offsets;
        return !clock.instant().isBefore(committedAt.plus(interval));
    }

    /** Forgets how far the index was. */
    void forget() {
        uncommitted = null;
    }

    /** Commits the index, if it has got any further. */
    void commit(PartitionIndex<?> index) throws IOException {
        if (uncommitted != null) {
            index.commit(uncommitted);
            uncommitted = null;
            committedAt = clock.instant();
        }
    }
}
