package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * The updates of one side, always in the same order, so that two sides that have taken the same number hold the same
 * rows.
 */
final class UpdateStream {
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int LARGEST_BATCH = 1_000;

    private final Side side;
    private final GeneratedDialogs dialogs;
    private volatile boolean stopping;
    private long written;
    private long steadyRows;
    private long steadyNanos;

    UpdateStream(Side side, GeneratedDialogs dialogs) {
        this.side = side;
        this.dialogs = dialogs;
    }

    Side side() {
        return side;
    }

    /** How many were written so far. */
    long written() {
        return written;
    }

    /** Rows a second that were reached in all of {@link #during}. */
    double steadyRate() {
        return steadyNanos == 0 ? 0 : steadyRows / (steadyNanos / 1e9);
    }

    /** What is done beside the updates. */
    interface Work<T> {
        T run() throws Exception;
    }

    /** Writes at a steady rate, or as near to it as the side gets, for as long as the work lasts. */
    <T> T during(int rowsPerSecond, Work<T> work) throws Exception {
        stopping = false;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writing = thread.submit(() -> {
                writeSteadily(rowsPerSecond);
                return null;
            });
            T result;
            try {
                result = work.run();
            } finally {
                stopping = true;
            }
            writing.get();
            return result;
        } catch (ExecutionException e) {
            throw new IllegalStateException("updating " + side.name() + " failed", e);
        }
    }

    private void writeSteadily(int rowsPerSecond) throws Exception {
        long before = written;
        long start = System.nanoTime();
        while (!stopping) {
            long due = before + (long) ((System.nanoTime() - start) / 1e9 * rowsPerSecond);
            writeUntil(Math.min(due, written + LARGEST_BATCH));
            if (written == due) {
                LockSupport.parkNanos(TICK.toNanos());
            }
        }
        steadyRows += written - before;
        steadyNanos += System.nanoTime() - start;
    }

    /** Writes as fast as it goes until so many are written in all. */
    void writeUntil(long number) throws Exception {
        while (written < number) {
            List<DialogRow> batch = new ArrayList<>();
            long end = Math.min(number, written + LARGEST_BATCH);
            for (long i = written; i < end; i++) {
                batch.add(dialogs.update(i));
            }
            side.write(batch);
            written = end;
        }
    }
}
