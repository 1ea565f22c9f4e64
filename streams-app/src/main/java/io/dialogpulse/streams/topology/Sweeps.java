package io.dialogpulse.streams.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What the sweeps of all tasks of the process share: one of them works at a time, for two fifths of the time, however
 * many partitions there are. So events go on being processed beside them.
 */
final class Sweeps {
    /** How long one works before events get their turn. */
    private static final Duration TURN = Duration.ofMillis(20);

    private static final Duration PERIOD = Duration.ofMillis(50);

    private final InstantSource clock;
    private final AtomicLong nextTurnAt = new AtomicLong();
    private final AtomicInteger underWay;
    private final Counter dialogs;

    /** @param clock goes on within a punctuation, which the time of Kafka Streams does not */
    Sweeps(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
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

    /** Tells from then on whether the turn that begins now is over. */
    BooleanSupplier beginTurn() {
        long end = clock.millis() + TURN.toMillis();
        return () -> clock.millis() >= end;
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
