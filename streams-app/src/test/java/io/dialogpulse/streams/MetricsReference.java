package io.dialogpulse.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.rollup.SketchReader;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogRow;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rollups in plain Java: all rows grouped and summed up in batch, with exact percentiles. */
public final class MetricsReference {
    private static final double TOLERANCE = 0.01;
    private static final Map<String, Function<DialogRow, @Nullable Long>> DURATIONS = new LinkedHashMap<>();

    static {
        DURATIONS.put("replyWait", DialogRow::getReplyWaitMs);
        DURATIONS.put("startWait", DialogRow::getStartWaitMs);
        DURATIONS.put("operatorClose", DialogRow::getOperatorCloseMs);
        DURATIONS.put("dialog", DialogRow::getDialogMs);
        DURATIONS.put("firstResponse", DialogRow::getFirstResponseMs);
        DURATIONS.put("bot", DialogRow::getBotMs);
        DURATIONS.put("totalResponse", DialogRow::getTotalResponseMs);
        DURATIONS.put("averageResponse", DialogRow::getAverageResponseMs);
        DURATIONS.put("maxResponse", DialogRow::getMaxResponseMs);
    }

    private MetricsReference() {}

    /**
     * Fails with what differs unless the rollups are those of the rows.
     *
     * @param rollups by the key of their record
     */
    public static void requireRollupsOf(Collection<DialogRow> rows, Map<String, DialogMetrics> rollups) {
        Map<String, List<DialogRow>> groups = new TreeMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(keyOf(row), _ -> new ArrayList<>()).add(row));

        assertThat(rollups.keySet()).isEqualTo(groups.keySet());
        groups.forEach((key, ofGroup) -> requireRollup(key, ofGroup, Objects.requireNonNull(rollups.get(key))));
    }

    private static String keyOf(DialogRow row) {
        return row.getCreatedAt().truncatedTo(ChronoUnit.HOURS).toEpochMilli() + "|" + encoded(row.getLineId()) + "|"
                + encoded(row.getChannel()) + "|" + encoded(row.getOperatorId());
    }

    private static String encoded(@Nullable String id) {
        return id == null ? "" : id.replace("%", "%25").replace("|", "%7C");
    }

    private static void requireRollup(String key, List<DialogRow> rows, DialogMetrics rollup) {
        DialogRow any = rows.getFirst();
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("periodStart", any.getCreatedAt().truncatedTo(ChronoUnit.HOURS));
        expected.put("lineId", any.getLineId());
        expected.put("channel", any.getChannel());
        expected.put("operatorId", any.getOperatorId());
        expected.put("createdCount", (long) rows.size());
        expected.put("answeredCount", count(rows, row -> row.getOperatorRepliedAt() != null));
        expected.put("closedCount", count(rows, row -> row.getClosedAt() != null));
        expected.put("spamCount", count(rows, DialogRow::getSpam));
        expected.put("reopenedCount", count(rows, row -> row.getReopenCount() > 0));
        expected.put("ratingCount", count(rows, row -> row.getClientRating() != null));
        expected.put(
                "ratingSum",
                rows.stream()
                        .mapToLong(row -> row.getClientRating() == null ? 0 : row.getClientRating())
                        .sum());
        expected.put(
                "responseCount",
                rows.stream().mapToLong(DialogRow::getResponseCount).sum());
        expected.forEach((field, value) ->
                assertThat(rollup.get(field)).as("%s of %s", field, key).isEqualTo(value));
        DURATIONS.forEach((name, column) -> requireDuration(
                name + " of " + key,
                name,
                rows.stream()
                        .map(column)
                        .filter(Objects::nonNull)
                        .map(Long.class::cast)
                        .sorted()
                        .toList(),
                rollup));
    }

    private static void requireDuration(String what, String name, List<Long> sorted, DialogMetrics rollup) {
        assertThat(rollup.get(name + "Count")).as(what).isEqualTo((long) sorted.size());
        assertThat(rollup.get(name + "SumMs"))
                .as(what)
                .isEqualTo(sorted.stream().mapToLong(value -> value).sum());
        if (sorted.isEmpty()) {
            for (String field : List.of("MaxMs", "P50Ms", "P90Ms", "P95Ms", "P99Ms", "Sketch")) {
                assertThat(rollup.get(name + field)).as(what).isNull();
            }
            return;
        }
        assertThat(rollup.get(name + "MaxMs")).as(what).isEqualTo(sorted.getLast());
        for (int percent : new int[] {50, 90, 95, 99}) {
            long exact = sorted.get(Math.ceilDiv(percent * sorted.size(), 100) - 1);
            long shown = (Long) rollup.get(name + "P" + percent + "Ms");
            assertThat((double) Math.abs(shown - exact))
                    .as("p%d of %s: %d for %d", percent, what, shown, exact)
                    .isLessThanOrEqualTo(TOLERANCE * exact);
        }
        ByteBuffer sketch = (ByteBuffer) rollup.get(name + "Sketch");
        byte[] bytes = new byte[sketch.remaining()];
        sketch.duplicate().get(bytes);
        assertThat(SketchReader.read(bytes).values().stream()
                        .mapToInt(count -> count)
                        .sum())
                .as(what)
                .isEqualTo(sorted.size());
    }

    private static long count(List<DialogRow> rows, Predicate<DialogRow> counted) {
        return rows.stream().filter(counted).count();
    }
}
