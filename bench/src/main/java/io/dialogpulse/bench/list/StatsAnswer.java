package io.dialogpulse.bench.list;

import java.util.List;
import java.util.Map;

/**
 * What a side answers.
 *
 * @param groups by their names; a group that nothing was measured in is left out
 */
record StatsAnswer(Map<String, Line> groups) {
    /** What is stated about percentiles. */
    private static final double RELATIVE_ERROR = 0.01;

    /** One group: how many, their sum, and the percentiles asked for, in milliseconds. */
    record Line(long count, long sum, List<Long> percentiles) {
        private boolean agreesWith(Line other) {
            if (count != other.count || sum != other.sum) {
                return false;
            }
            for (int i = 0; i < percentiles.size(); i++) {
                long exact = other.percentiles.get(i);
                if (Math.abs(percentiles.get(i) - exact) > exact * RELATIVE_ERROR) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Compares with exact figures.
     *
     * @throws IllegalStateException with the first group that differs, or by more than the stated error in percentiles
     */
    void requireLike(StatsAnswer exact, StatsQuery.Asked asked) {
        if (groups.isEmpty() || !groups.keySet().equals(exact.groups.keySet())) {
            throw new IllegalStateException(
                    "different groups for " + asked + ":\n" + groups.keySet() + "\n" + exact.groups.keySet());
        }
        groups.forEach((name, line) -> {
            Line other = exact.groups.get(name);
            if (other == null || !line.agreesWith(other)) {
                throw new IllegalStateException(
                        "different figures of " + name + " for " + asked + ":\n" + line + "\n" + other);
            }
        });
    }
}
