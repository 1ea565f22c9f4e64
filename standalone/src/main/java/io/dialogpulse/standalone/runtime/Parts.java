package io.dialogpulse.standalone.runtime;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped in the reverse order; tells the user about each step. */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Deque<Part> started = new ArrayDeque<>();
    private final PrintStream out;
    private final InstantSource clock;
    private volatile boolean closing;
    private volatile @Nullable Thread starting;

    private record Part(String name, AutoCloseable part) {}

    public Parts(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Starts a part.
     *
     * @throws CancellationException if everything is being stopped meanwhile
     * @throws Exception what the part throws
     */
    public synchronized <T extends AutoCloseable> T start(String name, Callable<T> start) throws Exception {
        if (closing) {
            throw new CancellationException("stopped while starting " + name);
        }
        var begin = clock.instant();
        starting = Thread.currentThread();
        T part;
        try {
            part = start.call();
        } finally {
            starting = null;
        }
        started.push(new Part(name, part));
        out.printf(
                "  %-16s started in %.1f s%n",
                name, Duration.between(begin, clock.instant()).toMillis() / 1000.0);
        return part;
    }

    /**
     * Waits until nothing is missing, and tells what is while it takes long.
     *
     * @param missing sentences; empty when ready
     * @throws CancellationException if everything is being stopped meanwhile
     */
    public void await(Supplier<List<String>> missing) throws InterruptedException {
        Instant nextReport = clock.instant().plus(REPORT_EVERY);
        for (List<String> now = missing.get(); !now.isEmpty(); now = missing.get()) {
            if (closing) {
                throw new CancellationException("stopped while waiting: " + now);
            }
            if (clock.instant().isAfter(nextReport)) {
                out.println("  waiting: " + String.join("; ", now));
                nextReport = clock.instant().plus(REPORT_EVERY);
            }
            Thread.sleep(POLL);
        }
    }

    /** Whether everything is being stopped. */
    public boolean isClosing() {
        return closing;
    }

    /** Stops all that was started, the last first; a part that fails to stop does not keep the others running. */
    @Override
    public void close() {
        closing = true;
        Thread inTheMiddle = starting;
        if (inTheMiddle != null) {
            inTheMiddle.interrupt();
        }
        synchronized (this) {
            while (!started.isEmpty()) {
                stop(started.pop());
            }
        }
    }

    private void stop(Part part) {
        out.println("  stopping " + part.name());
        try {
            part.part().close();
        } catch (Exception e) {
            LOG.error("{} did not stop in order", part.name(), e);
            out.println("  " + part.name() + " did not stop in order: " + e);
        }
    }
}
