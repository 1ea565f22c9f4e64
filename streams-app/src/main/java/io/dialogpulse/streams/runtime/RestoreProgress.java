package io.dialogpulse.streams.runtime;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how restoring the state goes on: without it a long start looks like a hanging one. */
public final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
    private static final long STEP = 100_000;

    private final AtomicLong restored = new AtomicLong();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (to > from) {
            LOG.debug("Restoring {} of {}: {} records", store, changelog, to - from);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long end, long count) {
        long before = restored.getAndAdd(count);
        if (before / STEP != (before + count) / STEP) {
            LOG.info("Restored {} records so far", before + count);
        }
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        if (total > 0) {
            LOG.debug("Restored {} of {}: {} records", store, changelog, total);
        }
    }
}
