package io.dialogpulse.bench.list;

import io.dialogpulse.bench.report.Spread;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The same rows in the product's index and in PostgreSQL, the same questions to both, answers compared, then times.
 *
 * @param dialogs how many
 * @param partitions of the topic, so indexes
 * @param clients how many ask at a time in the crowded half of the measurements
 * @param updates rows a second in the busy half
 * @param rounds how often everything is measured
 * @param turn how long one question is asked in a row
 */
public record ListComparison(long dialogs, int partitions, int clients, int updates, int rounds, Duration turn) {
    private static final long BYTES_A_DIALOG = 4_000;
    private static final int COMPARED = 20;
    private static final int CALIBRATED = 5;
    private static final int ROUND_TRIPS = 2_000;
    private static final int FAST_UPDATES = 50_000;
    private static final double MEGABYTE = 1_000_000;

    /** Runs everything and prints the tables. */
    public void run() throws Exception {
        requireSpace();
        GeneratedDialogs generated = new GeneratedDialogs(dialogs);
        try (var index = ListedIndex.open(partitions, InstantSource.system());
                var cluster = PostgresCluster.start();
                var table = PostgresTable.create(cluster)) {
            System.out.printf(Locale.ROOT, "%,d dialogs, %d partitions%n", dialogs, partitions);
            System.out.printf(
                    Locale.ROOT,
                    "Dialog Pulse: indexed with %,.0f rows/s on one thread%n",
                    Filling.fill(index, generated));
            System.out.printf(Locale.ROOT, "%s: %s%n", table.version(), Filling.fill(table, generated));
            System.out.printf(Locale.ROOT, "  %s%n", String.join(" ", PostgresCluster.settings()));
            size(index, table);

            Questions questions = Questions.over(index, generated);
            var ours = new UpdateStream(index, generated);
            var theirs = new UpdateStream(table, generated);
            calibrate(table, questions);
            try (Side.Client one = index.client();
                    Side.Client other = table.client()) {
                Agreement.require(one, other, questions, COMPARED);
                System.out.printf(Locale.ROOT, "Both give the same answers to %d questions of each kind%n", COMPARED);
            }
            measure(ours, theirs, questions);
            updatesAlone(ours, theirs);
            try (Side.Client one = index.client();
                    Side.Client other = table.client()) {
                Agreement.require(one, other, questions, COMPARED);
                System.out.printf(Locale.ROOT, "After %,d updates both still give the same answers%n", ours.written());
            }
            size(index, table);
        }
    }

    private void requireSpace() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < dialogs * BYTES_A_DIALOG) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s has %,.0f MB free, and %,d dialogs need about %,.0f MB",
                    folder,
                    free / MEGABYTE,
                    dialogs,
                    dialogs * BYTES_A_DIALOG / MEGABYTE));
        }
    }

    private void size(ListedIndex index, PostgresTable table) throws Exception {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                Locale.ROOT,
                "On disk: Dialog Pulse %,.0f MB, PostgreSQL %,.0f MB (table alone %,.0f MB); this JVM's heap after GC: %.0f MB%n",
                index.bytes() / MEGABYTE,
                table.bytes() / MEGABYTE,
                table.tableBytes() / MEGABYTE,
                heap / MEGABYTE);
    }

    /** Asks PostgreSQL in both forms, and keeps the faster one of each question. */
    private static void calibrate(PostgresTable table, Questions questions) throws Exception {
        List<String> once = new ArrayList<>();
        try (Side.Client client = table.client()) {
            for (ListQuery query : ListQuery.values()) {
                double apart = median(client, questions, query);
                table.scanOnce(query, true);
                boolean faster = query.counted() && median(client, questions, query) < apart;
                table.scanOnce(query, faster);
                if (faster) {
                    once.add(query.name());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "PostgreSQL is asked for page and total in two statements that travel together, in one for %s, which is"
                        + " faster there; an empty question takes it %.2f ms (p50)%n",
                once.isEmpty() ? "none" : String.join(", ", once),
                new Spread(table.roundTrips(ROUND_TRIPS)).quantile(0.5));
    }

    private static double median(Side.Client client, Questions questions, ListQuery query) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 2 * CALIBRATED; i++) {
            Question question = questions.next(query, random);
            long begin = System.nanoTime();
            client.ask(question);
            if (i >= CALIBRATED) {
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return new Spread(millis).quantile(0.5);
    }

    private void measure(UpdateStream ours, UpdateStream theirs, Questions questions) throws Exception {
        for (int rate : List.of(0, updates)) {
            for (int count : List.of(1, clients)) {
                String load = count
                        + (count == 1 ? " client, " : " clients, ")
                        + (rate == 0 ? "idle" : String.format(Locale.ROOT, "%,d row updates/s", rate));
                System.out.printf(
                        "%n%s%n%n",
                        new Turns<>(List.of(ListQuery.values()), rounds)
                                .measure(
                                        load,
                                        turnOf(ours, questions, count, rate),
                                        turnOf(theirs, questions, count, rate)));
            }
        }
    }

    private Turns.Turn<ListQuery> turnOf(UpdateStream stream, Questions questions, int count, int rate) {
        return (query, round) -> {
            var loop = new ClosedLoop<>(random -> questions.next(query, random), turn);
            List<Side.Client> asking = new ArrayList<>();
            try {
                for (int i = 0; i < count; i++) {
                    asking.add(stream.side().client());
                }
                return rate == 0 ? loop.run(asking, round) : stream.during(rate, () -> loop.run(asking, round));
            } finally {
                for (Side.Client client : asking) {
                    client.close();
                }
            }
        };
    }

    /** Brings both to the same update, and on from there as fast as they go. */
    private static void updatesAlone(UpdateStream ours, UpdateStream theirs) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Updates reached beside the questions: Dialog Pulse %,.0f rows/s, PostgreSQL %,.0f rows/s%n",
                ours.steadyRate(),
                theirs.steadyRate());
        long level = Math.max(ours.written(), theirs.written());
        List<Double> rates = new ArrayList<>();
        for (UpdateStream stream : List.of(ours, theirs)) {
            stream.writeUntil(level);
            long begin = System.nanoTime();
            stream.writeUntil(level + FAST_UPDATES);
            stream.side().settle();
            rates.add(FAST_UPDATES / ((System.nanoTime() - begin) / 1e9));
        }
        System.out.printf(
                Locale.ROOT,
                "Updates alone, one writer: Dialog Pulse %,.0f rows/s, PostgreSQL %,.0f rows/s%n",
                rates.toArray());
    }
}
