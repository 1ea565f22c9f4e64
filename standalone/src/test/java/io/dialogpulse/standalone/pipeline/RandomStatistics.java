package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.metrics.DialogRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/** Random questions for statistics, each asked of any instance, against plain Java over the same rows. */
final class RandomStatistics {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Map<String, Double> PERCENTILES = Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99);
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Moscow"), ZoneId.of("America/New_York"));

    private final List<ApiClient> instances;
    private final List<DialogRow> rows;
    private final Random random;

    RandomStatistics(List<ApiClient> instances, List<DialogRow> rows, long seed) {
        this.instances = instances;
        this.rows = rows;
        this.random = new Random(seed);
    }

    /** What rows are grouped by; the name of a row's group. */
    private enum By {
        line((row, zone) -> row.getLineId()),
        channel((row, zone) -> row.getChannel()),
        operator((row, zone) -> row.getOperatorId()),
        department((row, zone) -> row.getDepartmentId()),
        direction((row, zone) -> row.getDirection().name()),
        status((row, zone) -> row.getStatus().name()),
        day((row, zone) -> created(row, zone).toLocalDate().toString()),
        hourOfDay((row, zone) -> Integer.toString(created(row, zone).getHour())),
        dayOfWeek((row, zone) ->
                Integer.toString(created(row, zone).getDayOfWeek().getValue()));

        private interface Group {
            @Nullable
            String of(DialogRow row, ZoneId zone);
        }

        private final Group group;

        By(Group group) {
            this.group = group;
        }

        private static ZonedDateTime created(DialogRow row, ZoneId zone) {
            return row.getCreatedAt().atZone(zone);
        }
    }

    private record Metric(String name, Function<DialogRow, @Nullable Long> of) {
        static final List<Metric> ALL = List.of(
                new Metric("firstResponse", DialogRow::getFirstResponseMs),
                new Metric("maxResponse", DialogRow::getMaxResponseMs),
                new Metric("dialog", DialogRow::getDialogMs));
    }

    private record Some(String parameter, Predicate<DialogRow> filter) {}

    /** Asks the next question. */
    void assertNextIsAnswered() throws IOException, InterruptedException {
        List<By> groupBy = new ArrayList<>(List.of(By.values()));
        Collections.shuffle(groupBy, random);
        groupBy = groupBy.subList(0, random.nextInt(4));
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Metric metric = Metric.ALL.get(random.nextInt(Metric.ALL.size()));
        Some some = some();
        String path = "/api/v1/stats?metrics=" + metric.name() + "&within=" + LIMIT + "&timezone=" + zone
                + some.parameter()
                + (groupBy.isEmpty()
                        ? ""
                        : "&groupBy=" + groupBy.stream().map(Enum::name).collect(Collectors.joining(",")));
        JsonNode answer = instances.get(random.nextInt(instances.size())).json(path);

        Map<String, List<DialogRow>> expected = new TreeMap<>();
        for (DialogRow row : rows) {
            if (some.filter().test(row)) {
                expected.computeIfAbsent(nameOf(row, groupBy, zone), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        if (groupBy.isEmpty()) {
            expected.putIfAbsent("[]", List.of());
        }
        Map<String, JsonNode> groups = new TreeMap<>();
        for (JsonNode group : answer.get("groups")) {
            groups.put(nameOf(group, groupBy), group);
        }
        assertThat(groups.keySet()).as(path).isEqualTo(expected.keySet());
        groups.forEach((name, group) ->
                assertSame(path + " " + name, group, metric, Objects.requireNonNull(expected.get(name))));
    }

    private Some some() {
        return switch (random.nextInt(4)) {
            case 0 -> new Some("", row -> true);
            case 1 -> new Some("&spam=false", row -> !row.getSpam());
            case 2 -> {
                String channel = rows.get(random.nextInt(rows.size())).getChannel();
                yield channel == null
                        ? new Some("", row -> true)
                        : new Some("&channel=" + channel, row -> channel.equals(row.getChannel()));
            }
            default -> {
                Instant since = rows.get(random.nextInt(rows.size())).getCreatedAt();
                yield new Some(
                        "&createdAt.gte=" + since, row -> !row.getCreatedAt().isBefore(since));
            }
        };
    }

    private static String nameOf(DialogRow row, List<By> groupBy, ZoneId zone) {
        return groupBy.stream().map(by -> by.group.of(row, zone)).toList().toString();
    }

    private static String nameOf(JsonNode group, List<By> groupBy) {
        return groupBy.stream()
                .map(by -> group.get(by.name()))
                .map(value -> value.isNull() ? null : value.asText())
                .toList()
                .toString();
    }

    private static void assertSame(String what, JsonNode group, Metric metric, List<DialogRow> rows) {
        long[] sorted = rows.stream()
                .map(metric.of())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        JsonNode durations = group.get(metric.name() + "Ms");

        assertThat(group.get("created").asLong()).as(what).isEqualTo(rows.size());
        assertThat(group.get("answered").asLong())
                .as(what)
                .isEqualTo(rows.stream()
                        .filter(row -> row.getOperatorRepliedAt() != null)
                        .count());
        assertThat(group.get("closed").asLong())
                .as(what)
                .isEqualTo(
                        rows.stream().filter(row -> row.getClosedAt() != null).count());
        assertThat(group.get("clientRating").get("count").asLong())
                .as(what)
                .isEqualTo(rows.stream()
                        .filter(row -> row.getClientRating() != null)
                        .count());
        assertThat(durations.get("count").asLong()).as(what).isEqualTo(sorted.length);
        if (sorted.length == 0) {
            assertThat(durations.get("p50").isNull()).as(what).isTrue();
            return;
        }
        assertThat(durations.get("sum").asLong())
                .as(what)
                .isEqualTo(Arrays.stream(sorted).sum());
        assertThat(durations.get("max").asLong()).as(what).isEqualTo(sorted[sorted.length - 1]);
        assertThat(durations.get("withinShare").asDouble())
                .as(what)
                .isEqualTo((double) Arrays.stream(sorted)
                                .filter(millis -> millis <= LIMIT.toMillis())
                                .count()
                        / sorted.length);
        PERCENTILES.forEach((name, quantile) -> {
            long exact = sorted[(int) Math.max(1, Math.ceil(quantile * sorted.length)) - 1];
            assertThat(durations.get(name).asLong())
                    .as(what + " " + name)
                    .isCloseTo(exact, Percentage.withPercentage(1));
        });
    }
}
