package io.dialogpulse.bench.list;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Statistics over the same rows in the product's index and in PostgreSQL: answers compared, then times of one client.
 *
 * @param dialogs how many
 * @param partitions of the topic, so indexes
 * @param rounds how often everything is measured
 * @param turn how long one question is asked in a row
 */
public record StatsComparison(long dialogs, int partitions, int rounds, Duration turn) {
    private static final int COMPARED = 3;

    /** Runs everything and prints the table. */
    public void run() throws Exception {
        GeneratedDialogs generated = new GeneratedDialogs(dialogs);
        try (var index = ListedIndex.open(partitions, InstantSource.system());
                var cluster = PostgresCluster.start();
                var table = PostgresTable.create(cluster);
                var theirs = new PostgresStatistics(cluster.connect())) {
            System.out.printf(Locale.ROOT, "%,d dialogs, %d partitions%n", dialogs, partitions);
            Filling.fill(index, generated);
            System.out.printf(Locale.ROOT, "%s: %s%n", table.version(), Filling.fill(table, generated));
            IndexStatistics ours = new IndexStatistics(index);
            requireAgreement(ours, theirs);
            System.out.println("Both count and sum alike; percentiles are within 1 %");
            System.out.println(new Turns<>(List.of(StatsQuery.values()), rounds)
                    .measure("1 client", turnOf(ours::ask), turnOf(theirs::ask)));
        }
    }

    private static void requireAgreement(IndexStatistics ours, PostgresStatistics theirs) throws Exception {
        for (StatsQuery query : StatsQuery.values()) {
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 0; i < COMPARED; i++) {
                StatsQuery.Asked asked = query.next(random);
                ours.ask(asked).requireLike(theirs.ask(asked), asked);
            }
        }
    }

    private Turns.Turn<StatsQuery> turnOf(ClosedLoop.Client<StatsQuery.Asked> side) {
        return (query, round) -> new ClosedLoop<>(query::next, turn).run(List.of(side), round);
    }
}
