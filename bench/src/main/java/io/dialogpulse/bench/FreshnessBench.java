package io.dialogpulse.bench;

import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import java.nio.file.Path;
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

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry, both apps and the load share it");
        Table table =
                new Table("events/s", "reached", "samples", "p50 ms", "p99 ms", "max ms", "a list request, p50 ms");
        try (Workbench bench = Workbench.open(partitions)) {
            int streamsPort = FreePort.find();
            int queryPort = FreePort.find();
            Path settings = bench.settingsFile(
                    "apps",
                    Map.of(
                            "streams-app.state-dir",
                            bench.path("streams-app").toString(),
                            "streams-app.http.port",
                            streamsPort,
                            "query-api.state-dir",
                            bench.path("query-api").toString(),
                            "query-api.http.port",
                            queryPort));
            try (var streams = SubjectProcess.start(Subject.STREAMS_APP, settings, bench.path("streams-app.log"));
                    var query = SubjectProcess.start(Subject.QUERY_API, settings, bench.path("query-api.log"));
                    var streamsProbe = new HttpProbe(streamsPort);
                    var list = new HttpProbe(queryPort)) {
                streams.await("ready", START_LIMIT, streamsProbe::isReady);
                query.await("ready", START_LIMIT, list::isReady);
                for (int rate : rates) {
                    FreshnessRun.of(bench.settings(), list, rate, WARM_UP);
                    table.row(row(rate, FreshnessRun.of(bench.settings(), list, rate, Duration.ofSeconds(seconds))));
                }
            }
        }
        System.out.println(table);
        return 0;
    }

    private static String[] row(int rate, FreshnessRun.Result result) {
        Spread delays = new Spread(result.delayMillis());
        return new String[] {
            String.format(Locale.ROOT, "%,d", rate),
            String.format(Locale.ROOT, "%,.0f", result.reachedRate()),
            Integer.toString(result.delayMillis().size()),
            String.format(Locale.ROOT, "%.0f", delays.quantile(0.5)),
            String.format(Locale.ROOT, "%.0f", delays.quantile(0.99)),
            String.format(Locale.ROOT, "%.0f", delays.max()),
            String.format(Locale.ROOT, "%.1f", new Spread(result.requestMillis()).quantile(0.5))
        };
    }
}
