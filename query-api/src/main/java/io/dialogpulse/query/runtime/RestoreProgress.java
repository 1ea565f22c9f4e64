package io.dialogpulse.query.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far restoration has come. */
final class RestoreProgress implements StateRestoreListener {
    private record Progress(long restored, long total) {}

    private final Map<TopicPartition, Progress> running = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
        running.put(partition, new Progress(0, endingOffset - startingOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long records) {
        running.computeIfPresent(
                partition, (key, progress) -> new Progress(progress.restored() + records, progress.total()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        running.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        running.remove(partition);
    }

    /** {@code restoring 12 partitions, 34,000 of about 360,000 records}; empty if nothing is being restored. */
    Optional<String> summary() {
        long restored = 0;
        long total = 0;
        int partitions = 0;
        for (Progress progress : running.values()) {
            partitions++;
            restored += progress.restored();
            total += progress.total();
        }
        return partitions == 0
                ? Optional.empty()
                // Offsets count transaction markers too
                : Optional.of(String.format(
                        Locale.ROOT, "restoring %d partitions, %,d of about %,d records", partitions, restored, total));
    }
}
