package io.dialogpulse.bench;

import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From handing an event to the producer to seeing its dialog in an answer of {@code GET /api/v1/dialogs}. */
@Command(name = "freshness", description = "Measures produce to visible in the list, while a steady load goes on.")
final class FreshnessBench implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Option(
            names = "--rate",
            split = ",",
            defaultValue = "500,2000",
            description = "Events a second (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", defaultValue = "30", description = "Length of each measurement (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "Another value of a setting of the apps, e.g. query-api.refresh-interval=50ms; repeatable.")
    private Map<String, String> set = Map.of();

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry, both apps and the load share it");
        Table table = new Table(
                "events/s",
                "reached",
                "samples",
                "in the topic, p50 / p99 ms",
                "in the list, p50 / p99 ms",
                "max ms",
                "a list request, p50 ms",
                "cores of streams-app / query-api");
        try (Workbench bench = Workbench.open(partitions);
                Apps apps = Apps.start(bench, set)) {
            apps.awaitReady();
            for (int rate : rates) {
                FreshnessRun.of(bench.settings(), apps.list(), rate, WARM_UP);
                Duration streamsBefore = apps.streams().cpu();
                Duration queryBefore = apps.query().cpu();
                long begin = System.nanoTime();
                var result = FreshnessRun.of(bench.settings(), apps.list(), rate, Duration.ofSeconds(seconds));
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                String cpu = cores(apps.streams().cpu().minus(streamsBefore), took) + " / "
                        + cores(apps.query().cpu().minus(queryBefore), took);
                table.row(row(rate, result, cpu));
            }
        }
        System.out.println(table);
        return 0;
    }

    private static String[] row(int rate, FreshnessRun.Result result, String cpu) {
        Spread delays = new Spread(result.delayMillis());
        return new String[] {
            String.format(Locale.ROOT, "%,d", rate),
            String.format(Locale.ROOT, "%,.0f", result.reachedRate()),
            Integer.toString(result.delayMillis().size()),
            new Spread(result.topicMillis()).quantiles("%.0f", 0.5, 0.99),
            delays.quantiles("%.0f", 0.5, 0.99),
            String.format(Locale.ROOT, "%.0f", delays.max()),
            String.format(Locale.ROOT, "%.1f", new Spread(result.requestMillis()).quantile(0.5)),
            cpu
        };
    }

    private static String cores(Duration cpu, Duration took) {
        return String.format(Locale.ROOT, "%.2f", cpu.toNanos() / (double) took.toNanos());
    }
}
