package io.dialogpulse.bench.list;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Questions for statistics, and how PostgreSQL is asked: for the group, how many, their sum, and percentiles, which is
 * less than the product answers.
 */
enum StatsQuery implements Kind {
    S1(
            "S1 30 days (10 %), by operator",
            List.of("operator"), "operator_id", "created_at >= ? AND created_at < ?", List.of(0.5, 0.9, 0.95)),
    S2(
            "S2 all, by channel and day",
            List.of("channel", "day"),
            "channel || '|' || to_char(to_timestamp(created_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
            "true",
            List.of(0.95));

    private static final Duration MONTH = Duration.ofDays(30);

    private final String title;
    private final List<String> groupBy;
    private final String group;
    private final String where;
    private final List<Double> quantiles;

    StatsQuery(String title, List<String> groupBy, String group, String where, List<Double> quantiles) {
        this.title = title;
        this.groupBy = groupBy;
        this.group = group;
        this.where = where;
        this.quantiles = quantiles;
    }

    /** One of them, with times that differ from one to the next. */
    record Asked(StatsQuery query, Map<String, List<String>> parameters, List<Object> arguments) {}

    Asked next(SplittableRandom random) {
        Map<String, List<String>> parameters = new HashMap<>(
                Map.of("metrics", List.of("firstResponse"), "groupBy", List.of(String.join(",", groupBy))));
        if (this == S2) {
            return new Asked(this, parameters, List.of());
        }
        Instant from = GeneratedDialogs.START.plusMillis(
                random.nextLong(GeneratedDialogs.SPAN.minus(MONTH).toMillis()));
        Instant until = from.plus(MONTH);
        parameters.put("createdAt.gte", List.of(from.toString()));
        parameters.put("createdAt.lt", List.of(until.toString()));
        return new Asked(this, parameters, List.of(from.toEpochMilli(), until.toEpochMilli()));
    }

    @Override
    public String title() {
        return title;
    }

    /** The percentiles that are asked for. */
    List<Double> quantiles() {
        return quantiles;
    }

    /** Answers group, count, sum and an array of percentiles, by nearest rank as the product does. */
    String sql() {
        String asked = String.join(",", quantiles.stream().map(String::valueOf).toList());
        return "SELECT " + group + ", count(first_response_ms), sum(first_response_ms),"
                + " percentile_disc(ARRAY[" + asked + "]) WITHIN GROUP (ORDER BY first_response_ms)"
                + " FROM dialog WHERE " + where + " GROUP BY 1";
    }
}
