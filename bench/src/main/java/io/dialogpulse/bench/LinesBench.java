package io.dialogpulse.bench;

import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A large line is deleted, and the others go on: how long that takes, and what they feel of it. */
@Command(
        name = "lines",
        description = "Measures the deletion of a line with many dialogs, and how soon events of other lines are in the"
                + " list meanwhile, beside the same just before.")
final class LinesBench implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String LINE = "deleted";
    private static final String LINE_ID = "line-" + LINE;
    private static final String ON_LINE = "line=" + LINE_ID;

    @Option(
            names = "--dialogs",
            defaultValue = "100000",
            description = "Dialogs of the line, a few more in fact (${DEFAULT-VALUE}).")
    private int dialogs;

    @Option(names = "--rate", defaultValue = "200", description = "Events a second of other lines (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Length of the measurement before the deletion (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "Another value of a setting of the apps; repeatable.")
    private Map<String, String> set = Map.of();

    private final InstantSource clock = InstantSource.system();

    /** Seconds after the deletion was published until the list had this many of the line's dialogs, at most. */
    private record Deletion(double allButOne, double half, double none) {}

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry, both apps and the load share it");
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin();
                Apps apps = Apps.start(bench, set)) {
            apps.awaitReady();
            int onLine = fill(bench, apps);
            FreshnessRun.of(bench.settings(), apps.list(), rate, WARM_UP);
            var before = FreshnessRun.of(bench.settings(), apps.list(), rate, Duration.ofSeconds(seconds));
            long others = apps.list().total() - onLine;
            Deletion deletion;
            FreshnessRun.Result meanwhile;
            try (var run = FreshnessRun.start(bench.settings(), apps.list(), rate)) {
                deletion = delete(bench, apps, onLine);
                meanwhile = run.end();
            }
            requireOthers(admin, apps, others);
            System.out.println(deletionTable(onLine, deletion));
            System.out.println();
            System.out.println(othersTable(before, meanwhile));
        }
        return 0;
    }

    /** How many dialogs the line has. */
    private int fill(Workbench bench, Apps apps) throws InterruptedException {
        Filling filling = Filling.publishLine(bench.settings(), LINE, dialogs, clock.instant());
        int onLine = filling.dialogs();
        apps.query().await("all dialogs in the list", LIMIT, () -> apps.list().total() == onLine);
        return onLine;
    }

    private Deletion delete(Workbench bench, Apps apps, int onLine) throws Exception {
        long start = System.nanoTime();
        try (Producer<String, Object> producer = Filling.producer(bench.settings())) {
            LineEvent deleted = new LineEvent("deleted", LINE_ID, clock.instant(), new LineDeleted());
            producer.send(new ProducerRecord<>(Topic.LINE_EVENTS.topicName(), LINE_ID, deleted))
                    .get();
        }
        return new Deletion(
                secondsUntil(onLine - 1, apps, start),
                secondsUntil(onLine / 2, apps, start),
                secondsUntil(0, apps, start));
    }

    private static double secondsUntil(int atMost, Apps apps, long start) throws InterruptedException {
        apps.query()
                .await(
                        "at most " + atMost + " dialogs of the deleted line in the list",
                        LIMIT,
                        () -> apps.list().total(ON_LINE) <= atMost);
        return (System.nanoTime() - start) / 1e9;
    }

    /** A deletion that takes more than its line is fast as well. */
    private static void requireOthers(Admin admin, Apps apps, long before) throws Exception {
        Outcome.requireNothingRejected(admin);
        long after = apps.list().total();
        if (after < before) {
            throw new IllegalStateException(
                    "there were " + before + " dialogs of other lines, and after the deletion " + after);
        }
    }

    private static Table deletionTable(int onLine, Deletion deletion) {
        return new Table("dialogs of the line", "first gone after s", "half after s", "all after s", "dialogs/s")
                .row(
                        String.format(Locale.ROOT, "%,d", onLine),
                        String.format(Locale.ROOT, "%.2f", deletion.allButOne()),
                        String.format(Locale.ROOT, "%.1f", deletion.half()),
                        String.format(Locale.ROOT, "%.1f", deletion.none()),
                        String.format(Locale.ROOT, "%,.0f", onLine / deletion.none()));
    }

    private static Table othersTable(FreshnessRun.Result before, FreshnessRun.Result meanwhile) {
        return new Table(
                        "other lines",
                        "events/s",
                        "samples",
                        "in the topic, p50 / p99 / max ms",
                        "in the list, p50 / p99 / max ms",
                        "a list request, p50 ms")
                .row(row("before", before))
                .row(row("during the deletion", meanwhile));
    }

    private static String[] row(String when, FreshnessRun.Result result) {
        return new String[] {
            when,
            String.format(Locale.ROOT, "%,.0f", result.reachedRate()),
            Integer.toString(result.delayMillis().size()),
            new Spread(result.topicMillis()).quantiles("%,.0f", 0.5, 0.99, 1),
            new Spread(result.delayMillis()).quantiles("%,.0f", 0.5, 0.99, 1),
            new Spread(result.requestMillis()).quantiles("%.1f", 0.5)
        };
    }
}
