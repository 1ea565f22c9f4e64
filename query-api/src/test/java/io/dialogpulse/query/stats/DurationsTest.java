package io.dialogpulse.query.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Sums and percentiles against the sorted values. */
class DurationsTest {
    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void shouldBeAtMostOnePercentOffOnSkewedDurations() {
        System.out.println("seed " + seed);
        for (int round = 0; round < 300; round++) {
            List<Long> values = skewed(1 + random.nextInt(400));
            Durations whole = new Durations();
            Durations left = new Durations();
            Durations right = new Durations();
            for (long value : values) {
                whole.add(value, 60_000);
                (random.nextBoolean() ? left : right).add(value, 60_000);
            }
            left.add(right);

            assertMatches(whole, values);
            assertMatches(left, values);
        }
    }

    /** Parts of a group may be unlike: one instance's dialogs are of minutes, another's of seconds and weeks. */
    @Test
    void shouldAddUpPartsThatAreUnlike() {
        System.out.println("seed " + seed);
        for (int round = 0; round < 3_000; round++) {
            List<Long> values = new ArrayList<>();
            Durations sum = new Durations();
            for (int part = 0; part < 3; part++) {
                Durations added = new Durations();
                double least = random.nextDouble() * 12;
                double range = random.nextDouble() * 12;
                for (int i = random.nextInt(30); i >= 0; i--) {
                    long value = (long) Math.exp(least + range * random.nextDouble());
                    values.add(value);
                    added.add(value, 60_000);
                }
                if (random.nextBoolean()) {
                    sum.add(added);
                } else {
                    sum.add(added.toSum());
                }
            }

            assertMatches(sum, values);
        }
    }

    private void assertMatches(Durations durations, List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        assertThat(durations.count()).isEqualTo(sorted.size());
        assertThat(durations.sum())
                .isEqualTo(sorted.stream().mapToLong(Long::longValue).sum());
        assertThat(durations.min()).isEqualTo(sorted.getFirst());
        assertThat(durations.max()).isEqualTo(sorted.getLast());
        assertThat(durations.withinCount())
                .isEqualTo(sorted.stream().filter(value -> value <= 60_000).count());
        for (double quantile : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
            long exact = sorted.get((int) Math.max(1, Math.ceil(quantile * sorted.size())) - 1);
            assertThat(durations.percentile(quantile))
                    .as("p%s of %s with seed %d", quantile, sorted, seed)
                    .isCloseTo(exact, Percentage.withPercentage(1));
        }
    }

    /** From a millisecond to a month, most of them short, some of them zero. */
    private List<Long> skewed(int count) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    random.nextInt(10) == 0
                            ? 0
                            : (long) Math.exp(random.nextDouble() * random.nextDouble() * Math.log(2.6e9)));
        }
        return values;
    }
}
