package io.dialogpulse.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.bench.subject.Progress;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import io.dialogpulse.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Events a second and CPU an event of streams-app, with responses and rollups and without, next to a stateless
 * pass-through of the same records.
 *
 * <p>Every run has an empty broker that is filled first, so that the app has nothing else to wait for. The clock starts
 * at the first commit and stops when everything is committed: starting the JVM does not count, warming up does.
 */
@Command(name = "stream", description = "Fills the input topics and measures how fast streams-app drains them.")
final class StreamBench implements Callable<Integer> {
    private static final List<Topic> INPUT = List.of(Topic.DIALOG_MESSAGES, Topic.DIALOG_STATUSES);
    private static final Duration ROLLUPS_LIMIT = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "Events in the input topics (${DEFAULT-VALUE}).")
    private long events;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--repetitions", defaultValue = "3", description = "Runs of each subject (${DEFAULT-VALUE}).")
    private int repetitions;

    private final InstantSource clock = InstantSource.system();

    /** What is compared. */
    private enum Contestant {
        PASS_THROUGH(Subject.PASS_THROUGH, false),
        STREAMS_APP_ROWS_ONLY(Subject.STREAMS_APP, false),
        STREAMS_APP(Subject.STREAMS_APP, true);

        private final Subject subject;
        private final boolean metrics;

        Contestant(Subject subject, boolean metrics) {
            this.subject = subject;
            this.metrics = metrics;
        }
    }

    /** One run. The second half shows the speed once the JIT has warmed up. */
    private record Run(double eventsPerSecond, double secondHalf, double cpuMicrosPerEvent) {}

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry and subject share it");
        System.out.printf(
                "%,d events, %d partitions, each subject in a JVM with %s%n",
                events, partitions, String.join(" ", SubjectProcess.FLAGS));
        Map<Contestant, List<Run>> runs = new EnumMap<>(Contestant.class);
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Contestant contestant : Contestant.values()) {
                Run run = run(contestant);
                runs.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(run);
                System.out.printf(
                        "run %d, %s: %,.0f events/s, second half %,.0f, CPU %.1f µs/event%n",
                        repetition, contestant, run.eventsPerSecond(), run.secondHalf(), run.cpuMicrosPerEvent());
            }
        }
        System.out.println();
        System.out.println(table(runs));
        System.out.println("responses and rollups cost " + cost(runs).show("%.0f") + " % of the events a second");
        return 0;
    }

    private Run run(Contestant contestant) throws Exception {
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin()) {
            Filling filling = Filling.publish(bench.settings(), "d", events, clock.instant());
            System.out.printf(
                    "%,d dialogs, %.0f bytes an event%n",
                    filling.dialogs(), (double) filling.valueBytes() / filling.events());
            Path settings = bench.settingsFile(
                    "subject",
                    Map.of(
                            "streams-app.state-dir",
                            bench.path("state").toString(),
                            "streams-app.http.port",
                            0,
                            "streams-app.metrics.enabled",
                            contestant.metrics));
            Progress progress = new Progress(admin, contestant.subject.group(), INPUT);
            Run run;
            try (var process = SubjectProcess.start(contestant.subject, settings, bench.path("subject.log"))) {
                run = measure(process, progress);
                if (contestant.metrics) {
                    long start = System.nanoTime();
                    process.await(
                            "the rollups of all dialogs",
                            ROLLUPS_LIMIT,
                            () -> Outcome.dialogsInRollups(bench.settings()) == filling.dialogs());
                    System.out.printf("the rollups were complete %.1f s later%n", seconds(System.nanoTime() - start));
                }
            }
            if (contestant.subject == Subject.STREAMS_APP) {
                Outcome.requireComplete(bench.settings(), admin, filling.dialogs());
            }
            return run;
        }
    }

    private Run measure(SubjectProcess process, Progress progress) throws InterruptedException {
        process.await("the first commit", LIMIT, () -> progress.committed() > 0);
        long first = progress.committed();
        long start = System.nanoTime();
        Duration cpu = process.cpu();
        long middleEvents = (first + events) / 2;
        process.await("half of the events", LIMIT, () -> progress.committed() >= middleEvents);
        long middleReached = progress.committed();
        long middle = System.nanoTime();
        process.await("all events committed", LIMIT, () -> progress.committed() >= events);
        long end = System.nanoTime();
        double cpuMicros = process.cpu().minus(cpu).toNanos() / 1_000.0;
        return new Run(
                rate(events - first, end - start),
                rate(events - middleReached, end - middle),
                cpuMicros / (events - first));
    }

    private static double rate(long count, long nanos) {
        return count / seconds(nanos);
    }

    private static double seconds(long nanos) {
        return nanos / (double) NANOSECONDS.convert(Duration.ofSeconds(1));
    }

    /** In percent, each run compared with the one without them just before it. */
    private static Spread cost(Map<Contestant, List<Run>> runs) {
        List<Run> without = runs.getOrDefault(Contestant.STREAMS_APP_ROWS_ONLY, List.of());
        List<Run> with = runs.getOrDefault(Contestant.STREAMS_APP, List.of());
        return new Spread(IntStream.range(0, with.size())
                .mapToObj(i -> 100
                        * (1 - with.get(i).eventsPerSecond() / without.get(i).eventsPerSecond()))
                .toList());
    }

    private static Table table(Map<Contestant, List<Run>> runs) {
        Table table = new Table("subject", "events/s: median (range)", "second half", "CPU µs/event");
        runs.forEach((contestant, all) -> table.row(
                contestant.name(),
                spread(all, Run::eventsPerSecond).show("%,.0f"),
                spread(all, Run::secondHalf).show("%,.0f"),
                spread(all, Run::cpuMicrosPerEvent).show("%.1f")));
        return table;
    }

    private static Spread spread(List<Run> runs, ToDoubleFunction<Run> figure) {
        return new Spread(runs.stream().mapToDouble(figure).boxed().toList());
    }
}
