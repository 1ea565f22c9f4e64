package io.dialogpulse.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.stats.Dimension;
import io.dialogpulse.query.stats.Durations;
import io.dialogpulse.query.stats.Group;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.Periods;
import io.dialogpulse.query.stats.Rating;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.stats.TooManyGroups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics from the index against the same rows, grouped and summed up by plain Java. */
class StatsCollectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 3;
    private static final List<Column> DURATIONS =
            List.of(Column.FIRST_RESPONSE_MS, Column.MAX_RESPONSE_MS, Column.REPLY_WAIT_MS);
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void shouldSumUpWhatPlainJavaSumsUp() throws IOException {
        System.out.println("seed " + seed);
        List<DialogRow> rows = rows(2_000);
        withIndex(rows, search -> {
            for (int round = 0; round < 60; round++) {
                StatsQuestion question = question();
                Groups groups = search.sumUp(question, Duration.ofMinutes(1));
                assertSame(groups, question, rows);
                // As they travel between instances
                assertSame(JSON.readValue(JSON.writeValueAsBytes(groups), Groups.class), question, rows);
            }
        });
    }

    @Test
    void shouldRefuseMoreGroupsThanAnAnswerMayHave() throws IOException {
        List<DialogRow> rows = rows(11_000);
        withIndex(rows, search -> {
            StatsQuestion question = new StatsQuestion(
                    Filter.ALL,
                    DURATIONS,
                    List.of(Dimension.HOUR, Dimension.LINE, Dimension.OPERATOR),
                    ZONES.getFirst(),
                    Column.CREATED_AT,
                    OptionalLong.empty());
            assertThatThrownBy(() -> search.sumUp(question, Duration.ofMinutes(1)))
                    .isInstanceOf(TooManyGroups.class)
                    .hasMessageContaining("more than 6666 groups");
        });
    }

    private interface Use {
        void of(DialogSearch search) throws IOException;
    }

    private void withIndex(List<DialogRow> rows, Use use) throws IOException {
        List<PartitionIndex<DialogRow>> indexes = new ArrayList<>();
        List<IndexSnapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            indexes.add(PartitionIndex.open(new RowDocuments(), folder.resolve("p" + i), 1, InstantSource.system()));
        }
        for (int i = 0; i < rows.size(); i++) {
            DialogRow row = rows.get(i);
            PartitionIndex<DialogRow> index = indexes.get(i % PARTITIONS);
            index.put(row.getDialogId(), row, row.getDialogId().getBytes(StandardCharsets.UTF_8));
            if (i % 300 == 0) {
                index.refresh();
            }
        }
        for (PartitionIndex<DialogRow> index : indexes) {
            index.refresh();
            snapshots.add(index.snapshot().orElseThrow());
        }
        use.of(new DialogSearch(snapshots, List.of()));
        IndexSnapshot.closeAll(snapshots);
        for (PartitionIndex<DialogRow> index : indexes) {
            index.close();
        }
    }

    private List<DialogRow> rows(int count) {
        List<DialogRow> rows = new RandomRows(seed).rows(count);
        for (DialogRow row : rows) {
            row.setCreatedAt(
                    Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(400 * 24 * 60))));
            if (row.getFirstResponseMs() != null) {
                row.setFirstResponseMs((long) Math.exp(random.nextDouble() * 20));
            }
        }
        return rows;
    }

    private StatsQuestion question() {
        List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.values()));
        Collections.shuffle(dimensions, random);
        Filter filter = random.nextBoolean()
                ? Filter.ALL
                : new Filter.AnyOf(Column.CHANNEL, new TreeSet<>(List.of("telegram")), random.nextBoolean());
        return new StatsQuestion(
                filter,
                DURATIONS.subList(0, random.nextInt(DURATIONS.size() + 1)),
                dimensions.subList(0, random.nextInt(StatsQuestion.MAX_DIMENSIONS + 1)),
                ZONES.get(random.nextInt(ZONES.size())),
                random.nextBoolean() ? Column.CREATED_AT : Column.CLOSED_AT,
                random.nextBoolean() ? OptionalLong.of(20_000) : OptionalLong.empty());
    }

    private void assertSame(Groups groups, StatsQuestion question, List<DialogRow> rows) {
        Map<Groups.Key, List<DialogRow>> expected = new HashMap<>();
        for (DialogRow row : rows) {
            if (matches(question.filter(), row) && question.on().valueIn(row) != null) {
                expected.computeIfAbsent(key(question, row), key -> new ArrayList<>())
                        .add(row);
            }
        }
        if (question.groupBy().isEmpty()) {
            expected.putIfAbsent(new Groups.Key(List.of()), List.of());
        }
        assertThat(groups.all().keySet()).as("%s with seed %d", question, seed).isEqualTo(expected.keySet());
        groups.all().forEach((key, group) -> assertSame(group, question, expected.getOrDefault(key, List.of())));
    }

    private void assertSame(Group group, StatsQuestion question, List<DialogRow> rows) {
        assertThat(List.of(
                        group.count(Group.Count.CREATED),
                        group.count(Group.Count.ANSWERED),
                        group.count(Group.Count.CLOSED),
                        group.count(Group.Count.REOPENED),
                        group.count(Group.Count.SPAM),
                        group.count(Group.Count.RESPONSES)))
                .as("counts of %s with seed %d", question, seed)
                .containsExactly(
                        (long) rows.size(),
                        rows.stream()
                                .filter(row -> row.getOperatorRepliedAt() != null)
                                .count(),
                        rows.stream().filter(row -> row.getClosedAt() != null).count(),
                        rows.stream().filter(row -> row.getReopenCount() > 0).count(),
                        rows.stream().filter(DialogRow::getSpam).count(),
                        rows.stream().mapToLong(DialogRow::getResponseCount).sum());
        assertThat(group.clientRating()).isEqualTo(rating(rows, Column.CLIENT_RATING));
        assertThat(group.managerRating()).isEqualTo(rating(rows, Column.MANAGER_RATING));
        for (int i = 0; i < question.durations().size(); i++) {
            assertSame(
                    group.durations().get(i), values(rows, question.durations().get(i)), question);
        }
    }

    private void assertSame(Durations durations, List<Long> sorted, StatsQuestion question) {
        assertThat(durations.count()).isEqualTo(sorted.size());
        if (sorted.isEmpty()) {
            return;
        }
        assertThat(durations.sum())
                .isEqualTo(sorted.stream().mapToLong(Long::longValue).sum());
        assertThat(durations.min()).isEqualTo(sorted.getFirst());
        assertThat(durations.max()).isEqualTo(sorted.getLast());
        long within = question.within().orElse(Long.MIN_VALUE);
        assertThat(durations.withinCount())
                .isEqualTo(sorted.stream().filter(value -> value <= within).count());
        for (double quantile : new double[] {0.5, 0.9, 0.95, 0.99}) {
            long exact = sorted.get((int) Math.max(1, Math.ceil(quantile * sorted.size())) - 1);
            assertThat(durations.percentile(quantile))
                    .as("p%s of %s with seed %d", quantile, sorted, seed)
                    .isCloseTo(exact, Percentage.withPercentage(1));
        }
    }

    private static boolean matches(Filter filter, DialogRow row) {
        return !(filter instanceof Filter.AnyOf anyOf)
                || (row.getChannel() == null ? anyOf.orAbsent() : anyOf.values().contains(row.getChannel()));
    }

    private static Groups.Key key(StatsQuestion question, DialogRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        Instant time = (Instant) question.on().valueIn(row);
        for (Dimension dimension : question.groupBy()) {
            if (dimension.column().isPresent()) {
                Object value = dimension.column().get().valueIn(row);
                values.add(value == null ? null : value.toString());
            } else if (time != null) {
                Periods periods = new Periods(dimension, question.zone());
                values.add(periods.at(periods.indexOf(time.toEpochMilli())));
            }
        }
        return new Groups.Key(values);
    }

    private static Rating rating(List<DialogRow> rows, Column column) {
        List<Long> values = values(rows, column);
        return new Rating(
                values.size(), values.stream().mapToLong(Long::longValue).sum());
    }

    private static List<Long> values(List<DialogRow> rows, Column column) {
        List<Long> values = new ArrayList<>();
        for (DialogRow row : rows) {
            if (column.valueIn(row) instanceof Number number) {
                values.add(number.longValue());
            }
        }
        Collections.sort(values);
        return values;
    }
}
