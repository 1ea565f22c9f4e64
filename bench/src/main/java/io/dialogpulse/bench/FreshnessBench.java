package io.dialogpulse.bench;

import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From handing an event to the producer to seeing its dialog in an answer of {@code GET /api/v1/dialogs}. */
@Command(name = "freshness", description = "Measures produce to visible in the list, while a steady load goes on.")
final class FreshnessBench implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
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
        try (Workbench bench = Workbench.open(partitions)) {
            int streamsPort = FreePort.find();
            int queryPort = FreePort.find();
            Path settings = bench.settingsFile("apps", appSettings(bench, streamsPort, queryPort));
            try (var streams = SubjectProcess.start(Subject.STREAMS_APP, settings, bench.path("streams-app.log"));
                    var query = SubjectProcess.start(Subject.QUERY_API, settings, bench.path("query-api.log"));
                    var streamsProbe = new HttpProbe(streamsPort);
                    var list = new HttpProbe(queryPort)) {
                streams.await("ready", START_LIMIT, streamsProbe::isReady);
                query.await("ready", START_LIMIT, list::isReady);
                for (int rate : rates) {
                    FreshnessRun.of(bench.settings(), list, rate, WARM_UP);
                    Duration streamsBefore = streams.cpu();
                    Duration queryBefore = query.cpu();
                    long begin = System.nanoTime();
                    var result = FreshnessRun.of(bench.settings(), list, rate, Duration.ofSeconds(seconds));
                    Duration took = Duration.ofNanos(System.nanoTime() - begin);
                    String cpu = cores(streams.cpu().minus(streamsBefore), took) + " / "
                            + cores(query.cpu().minus(queryBefore), took);
                    table.row(row(rate, result, cpu));
                }
            }
        }
        System.out.println(table);
        return 0;
    }

    private Map<String, Object> appSettings(Workbench bench, int streamsPort, int queryPort) {
        Map<String, Object> settings = new HashMap<>(set);
        settings.put("streams-app.state-dir", bench.path("streams-app").toString());
        settings.put("streams-app.http.port", streamsPort);
        settings.put("query-api.state-dir", bench.path("query-api").toString());
        settings.put("query-api.http.port", queryPort);
        return settings;
    }

    private static String[] row(int rate, FreshnessRun.Result result, String cpu) {
        Spread delays = new Spread(result.delayMillis());
        return new String[] {
            String.format(Locale.ROOT, "%,d", rate),
            String.format(Locale.ROOT, "%,.0f", result.reachedRate()),
            Integer.toString(result.delayMillis().size()),
            medianAndTail(new Spread(result.topicMillis())),
            medianAndTail(delays),
            String.format(Locale.ROOT, "%.0f", delays.max()),
            String.format(Locale.ROOT, "%.1f", new Spread(result.requestMillis()).quantile(0.5)),
            cpu
        };
    }

    private static String medianAndTail(Spread millis) {
        return String.format(Locale.ROOT, "%.0f / %.0f", millis.quantile(0.5), millis.quantile(0.99));
    }

    private static String cores(Duration cpu, Duration took) {
        return String.format(Locale.ROOT, "%.2f", cpu.toNanos() / (double) took.toNanos());
    }
}
