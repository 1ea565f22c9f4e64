package io.dialogpulse.streams.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sweeps of all tasks of the process share: one of them works at a time, for two fifths of the time, however
 * many partitions there are. So events go on being processed beside them.
 */
final class Sweeps {
    /** How long one works, at most, before events get their turn. */
    static final Duration TURN = Duration.ofMillis(20);

    private static final Duration PERIOD = Duration.ofMillis(50);

    private final AtomicLong nextTurnAt = new AtomicLong();
    private final AtomicInteger underWay;
    private final Counter dialogs;

    Sweeps(MeterRegistry meters) {
        underWay = meters.gauge("dialogpulse.sweeps", new AtomicInteger());
        dialogs = meters.counter("dialogpulse.sweeps.dialogs");
    }

    /**
     * Takes the next turn.
     *
     * @param now epoch milliseconds
     * @return whether it is the caller's
     */
    boolean takeTurn(long now) {
        long next = nextTurnAt.get();
        return now >= next && nextTurnAt.compareAndSet(next, now + PERIOD.toMillis());
    }

    /** Counts a sweep that goes on from now on. */
    void begun() {
        underWay.incrementAndGet();
    }

    /** Counts one less. */
    void ended() {
        underWay.decrementAndGet();
    }

    /** Counts dialogs that were looked at. */
    void looked(int count) {
        dialogs.increment(count);
    }
}
