package io.dialogpulse.bench.list;

import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Statistics over the same rows in the product's index and in PostgreSQL: answers compared, then times of one client.
 * The sides take turns, and the one that waits is idle.
 *
 * @param dialogs how many
 * @param partitions of the topic, so indexes
 * @param rounds how often everything is measured
 * @param turn how long one question is asked in a row
 */
public record StatsComparison(long dialogs, int partitions, int rounds, Duration turn) {
    private static final int COMPARED = 3;
    private static final int WARM_UPS = 2;

    /** Who answers. */
    private interface Asking {
        StatsAnswer ask(StatsQuery.Asked asked) throws Exception;
    }

    /** Milliseconds of both sides. */
    private record Times(List<Double> ours, List<Double> theirs) {}

    /** Runs everything and prints the table. */
    public void run() throws Exception {
        GeneratedDialogs generated = new GeneratedDialogs(dialogs);
        try (var index = ListedIndex.open(partitions, InstantSource.system());
                var cluster = PostgresCluster.start();
                var table = PostgresTable.create(cluster);
                var statistics = new PostgresStatistics(cluster.connect())) {
            System.out.printf(Locale.ROOT, "%,d dialogs, %d partitions%n", dialogs, partitions);
            Filling.fill(index, generated);
            System.out.printf(Locale.ROOT, "%s: %s%n", table.version(), Filling.fill(table, generated));
            for (StatsQuery query : StatsQuery.values()) {
                SplittableRandom random = new SplittableRandom(7);
                for (int i = 0; i < COMPARED; i++) {
                    StatsQuery.Asked asked = query.next(random);
                    index.statistics(asked).requireLike(statistics.ask(asked), asked);
                }
            }
            System.out.println("Both count and sum alike; percentiles are within 1 %");
            report(measure(index::statistics, statistics::ask));
        }
    }

    private Map<StatsQuery, Times> measure(Asking ours, Asking theirs) throws Exception {
        Map<StatsQuery, Times> times = new LinkedHashMap<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            for (StatsQuery query : StatsQuery.values()) {
                List<Double> one = turn(ours, query, round);
                List<Double> other = turn(theirs, query, round);
                // The first ones warm up
                if (round > 0) {
                    Times all = times.computeIfAbsent(query, _ -> new Times(new ArrayList<>(), new ArrayList<>()));
                    all.ours().addAll(one);
                    all.theirs().addAll(other);
                }
            }
        }
        return times;
    }

    private List<Double> turn(Asking side, StatsQuery query, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + turn.toNanos();
        do {
            StatsQuery.Asked asked = query.next(random);
            long begin = System.nanoTime();
            side.ask(asked);
            millis.add((System.nanoTime() - begin) / 1e6);
        } while (System.nanoTime() < end);
        return millis;
    }

    private static void report(Map<StatsQuery, Times> times) {
        Table table = new Table("ms p50 / p95", "Dialog Pulse", "PostgreSQL", "ratio p50", "ratio p95", "answers");
        times.forEach((query, millis) -> {
            Spread one = new Spread(millis.ours());
            Spread other = new Spread(millis.theirs());
            table.row(
                    query.title(),
                    quantiles(one),
                    quantiles(other),
                    ratio(one, other, 0.5),
                    ratio(one, other, 0.95),
                    String.format(Locale.ROOT, "%,d / %,d", one.count(), other.count()));
        });
        System.out.println(table);
    }

    private static String quantiles(Spread millis) {
        return String.format(Locale.ROOT, "%,.1f / %,.1f", millis.quantile(0.5), millis.quantile(0.95));
    }

    private static String ratio(Spread one, Spread other, double share) {
        return String.format(Locale.ROOT, "%.1f×", other.quantile(share) / one.quantile(share));
    }
}
