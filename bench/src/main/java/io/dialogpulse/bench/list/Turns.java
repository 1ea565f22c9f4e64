package io.dialogpulse.bench.list;

import java.util.List;

/**
 * Two sides that take turns, kind by kind of question, so that the one that waits is idle.
 *
 * @param rounds how often each kind is measured, after rounds that only warm up
 */
record Turns<K extends Kind>(List<K> kinds, int rounds) {
    private static final int WARM_UPS = 2;

    /** One side is asked one kind of question for a while. */
    interface Turn<K> {
        /** How many milliseconds each answer took. */
        List<Double> take(K kind, int round) throws Exception;
    }

    /** @param load in words, for the head of the table */
    Timings<K> measure(String load, Turn<K> ours, Turn<K> theirs) throws Exception {
        Timings<K> timings = new Timings<>(load);
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            for (K kind : kinds) {
                List<Double> one = ours.take(kind, round);
                List<Double> other = theirs.take(kind, round);
                if (round > 0) {
                    timings.add(kind, one, other);
                }
            }
        }
        return timings;
    }
}
