package io.dialogpulse.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.RandomHistories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final double TOLERANCE = 0.01;

    @Test
    void isTheSumOfWhatItsDialogsAreNowHoweverTheyChangedBefore() {
        RandomHistories histories = new RandomHistories(new Random(SEED));
        Map<Integer, Dialog> now = new HashMap<>();
        Rollup rollup = new Rollup();
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            int dialog = random.nextInt(300);
            @Nullable Dialog next = random.nextInt(6) == 0 ? null : Histories.fold("d" + dialog, histories.events(20));
            @Nullable Dialog old = next == null ? now.remove(dialog) : now.put(dialog, next);
            rollup.replace(old == null ? null : Contribution.of(old), next == null ? null : Contribution.of(next));
        }

        Rollup anew = new Rollup();
        List<Dialog> shuffled = new ArrayList<>(now.values());
        Collections.shuffle(shuffled, random);
        shuffled.forEach(dialog -> anew.replace(null, Contribution.of(dialog)));

        assertThat(rollup.dialogs()).as("seed %d", SEED).isEqualTo(now.size());
        assertThat(rollup.answered())
                .isEqualTo(now.values().stream()
                        .filter(dialog -> dialog.dates().operatorRepliedAt() != null)
                        .count());
        assertThat(rollup.closed())
                .isEqualTo(now.values().stream()
                        .filter(dialog -> dialog.dates().closedAt() != null)
                        .count());
        assertThat(rollup.ratingSum())
                .isEqualTo(now.values().stream()
                        .map(dialog -> dialog.annotations().clientRating())
                        .filter(Objects::nonNull)
                        .mapToLong(rating -> rating)
                        .sum());
        assertThat(rollup.responses())
                .isEqualTo(now.values().stream()
                        .mapToLong(dialog -> dialog.questions().answered())
                        .sum());
        for (DurationColumn column : DurationColumn.values()) {
            List<Long> values = now.values().stream()
                    .map(column::of)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            assertThat(rollup.summary(column).sketch())
                    .as("%s, seed %d", column, SEED)
                    .isEqualTo(anew.summary(column).sketch());
            requireSummaryOf(values, anew.summary(column));
        }
    }

    @Test
    void knowsTheMaximumUnlessItWasTakenBack() {
        DurationSummary summary = new DurationSummary();
        summary.add(10);
        summary.add(30);
        summary.add(20);

        summary.remove(20);
        assertThat(summary.exact()).isTrue();
        assertThat(summary.max()).isEqualTo(30);

        summary.remove(30);
        assertThat(summary.exact()).isFalse();
        assertThatIllegalStateException().isThrownBy(summary::max);

        summary.add(40);
        assertThat(summary.exact()).isTrue();
        assertThat(summary.max()).isEqualTo(40);

        summary.remove(40);
        summary.remove(10);
        summary.add(1);
        assertThat(summary.max()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 3, 6})
    void percentilesAreAtMostOnePercentOffHoweverSkewed(double skew) {
        Random random = new Random(SEED);
        DurationSummary summary = new DurationSummary();
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            values.add((long) (random.nextInt(200) * Math.exp(skew * Math.abs(random.nextGaussian()))));
        }
        values.forEach(summary::add);
        Collections.sort(values);

        requireSummaryOf(values, summary);
    }

    @Test
    void everyMillisecondOfADayIsShownWithinOnePercent() {
        for (long millis = 0; millis < 86_400_000L; millis += 1 + millis / 500) {
            DurationSketch sketch = new DurationSketch();
            sketch.add(millis);

            requireClose(sketch.percentile(50), millis);
        }
    }

    @Test
    void aReaderFindsTheCountsInTheBytesOfASketch() {
        DurationSketch sketch = new DurationSketch();
        Random random = new Random(SEED);
        List<Long> values = random.longs(500, 0, 10_000_000).boxed().sorted().toList();
        values.forEach(sketch::add);

        Map<Integer, Integer> buckets = SketchReader.read(sketch.toBytes());

        assertThat(buckets.values().stream().mapToInt(count -> count).sum()).isEqualTo(500);
        long rank = 0;
        for (Map.Entry<Integer, Integer> bucket : buckets.entrySet()) {
            rank += bucket.getValue();
            requireClose(Math.round(SketchReader.value(bucket.getKey())), values.get((int) rank - 1));
        }
    }

    @Test
    void refusesToTakeBackWhatWasNeverAdded() {
        DurationSketch sketch = new DurationSketch();
        sketch.add(5);

        assertThatIllegalStateException().isThrownBy(() -> sketch.remove(700)).withMessageContaining("700 ms");
    }

    private static void requireSummaryOf(List<Long> sorted, DurationSummary summary) {
        assertThat(summary.count()).isEqualTo(sorted.size());
        assertThat(summary.sum())
                .isEqualTo(sorted.stream().mapToLong(value -> value).sum());
        if (!sorted.isEmpty()) {
            assertThat(summary.max()).isEqualTo(sorted.getLast());
            for (int percent : new int[] {50, 90, 95, 99}) {
                int rank = Math.ceilDiv(percent * sorted.size(), 100);
                requireClose(summary.percentile(percent), sorted.get(rank - 1));
            }
        }
    }

    private static void requireClose(long shown, long exact) {
        assertThat((double) Math.abs(shown - exact))
                .as("%d for %d, seed %d", shown, exact, SEED)
                .isLessThanOrEqualTo(TOLERANCE * exact);
    }
}
