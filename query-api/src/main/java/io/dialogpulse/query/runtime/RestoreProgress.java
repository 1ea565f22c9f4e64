package io.dialogpulse.query.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far restoration has come. */
final class RestoreProgress implements StateRestoreListener {
    private record Progress(long restored, long total, boolean done) {}

    private final Map<TopicPartition, Progress> partitions = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        partitions.put(partition, new Progress(0, endingOffset - startingOffset, false));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long records) {
        partitions.computeIfPresent(
                partition, (key, progress) -> new Progress(progress.restored() + records, progress.total(), false));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        // Offsets count transaction markers too: what is done is all done
        partitions.computeIfPresent(
                partition, (key, progress) -> new Progress(progress.total(), progress.total(), true));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        partitions.remove(partition);
    }

    /** {@code restoring 12 partitions, 34,000 of about 360,000 records}; empty if nothing is being restored. */
    Optional<String> summary() {
        long running = 0;
        long restored = 0;
        long total = 0;
        for (Progress progress : partitions.values()) {
            running += progress.done() ? 0 : 1;
            restored += progress.restored();
            total += progress.total();
        }
        return running == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "restoring %d partitions, %,d of about %,d records", running, restored, total));
    }
}
