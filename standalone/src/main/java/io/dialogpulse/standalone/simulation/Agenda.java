package io.dialogpulse.standalone.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What the channels deliver, and when: past dialogs first, then one new dialog after another, without end. */
final class Agenda {
    private static final int PAST_DIALOGS = 400;
    private static final Duration PAST = Duration.ofDays(5);
    private static final Duration BUSY = Duration.ofMinutes(20);
    private static final Duration BETWEEN_DIALOGS = Duration.ofSeconds(6);

    /** Sequence keeps the order of events that are delivered in the same millisecond. */
    private record Entry(SimulatedEvent event, long sequence) {}

    private final PriorityQueue<Entry> undelivered = new PriorityQueue<>(
            Comparator.comparing((Entry entry) -> entry.event().deliveredAt()).thenComparingLong(Entry::sequence));
    private final Chance chance;
    private long sequence;
    private Instant nextOpening;

    /**
     * Fills the days before {@code start} sparsely and the minutes before it densely, so that there are talks going on
     * from the first moment.
     */
    Agenda(long seed, Instant start) {
        chance = new Chance(seed);
        Duration step = PAST.dividedBy(PAST_DIALOGS);
        for (int i = PAST_DIALOGS; i > 0; i--) {
            open(start.minus(BUSY).minus(step.multipliedBy(i)).plus(chance.gap(step)));
        }
        nextOpening = start.minus(BUSY);
    }

    /** Takes out everything that is delivered up to a moment, in the order of delivery. */
    List<SimulatedEvent> due(Instant now) {
        while (!nextOpening.isAfter(now)) {
            open(nextOpening);
            nextOpening = nextOpening.plus(chance.gap(BETWEEN_DIALOGS));
        }
        List<SimulatedEvent> due = new ArrayList<>();
        for (Entry next = undelivered.peek();
                next != null && !next.event().deliveredAt().isAfter(now);
                next = undelivered.peek()) {
            due.add(next.event());
            undelivered.remove();
        }
        return due;
    }

    private void open(Instant opensAt) {
        for (SimulatedEvent event : SimulatedDialog.of(chance.seed(), opensAt)) {
            undelivered.add(new Entry(event, sequence++));
        }
    }
}
