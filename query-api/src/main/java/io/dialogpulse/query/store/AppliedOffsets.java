package io.dialogpulse.query.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How far a topic has been applied, so that writers can wait until what they wrote is to be seen. */
public final class AppliedOffsets {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Map<Integer, Long> offsets = new HashMap<>();

    synchronized void applied(int partition, long offset) {
        offsets.put(partition, offset);
        notifyAll();
    }

    /** Waits for a record; false if it has not been applied in time. */
    public synchronized boolean await(int partition, long offset, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (offsets.getOrDefault(partition, -1L) < offset) {
            long millis = (deadline - System.nanoTime()) / NANOS_PER_MILLI;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
