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
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Events a second and CPU an event of streams-app, next to a stateless pass-through of the same records.
 *
 * <p>Every run has an empty broker that is filled first, so that the app has nothing else to wait for. The clock starts
 * at the first commit and stops when everything is committed: starting the JVM does not count, warming up does.
 */
@Command(name = "stream", description = "Fills the input topics and measures how fast streams-app drains them.")
final class StreamBench implements Callable<Integer> {
    private static final List<Topic> INPUT = List.of(Topic.DIALOG_MESSAGES, Topic.DIALOG_STATUSES);
    private static final List<Subject> SUBJECTS = List.of(Subject.PASS_THROUGH, Subject.STREAMS_APP);
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

    /** One run. The second half shows the speed once the JIT has warmed up. */
    private record Run(double eventsPerSecond, double secondHalf, double cpuMicrosPerEvent) {}

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry and subject share it");
        System.out.printf(
                "%,d events, %d partitions, each subject in a JVM with %s%n",
                events, partitions, String.join(" ", SubjectProcess.FLAGS));
        Map<Subject, List<Run>> runs = new EnumMap<>(Subject.class);
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Subject subject : SUBJECTS) {
                Run run = run(subject);
                runs.computeIfAbsent(subject, _ -> new ArrayList<>()).add(run);
                System.out.printf(
                        "run %d, %s: %,.0f events/s, second half %,.0f, CPU %.1f µs/event%n",
                        repetition, subject, run.eventsPerSecond(), run.secondHalf(), run.cpuMicrosPerEvent());
            }
        }
        System.out.println();
        System.out.println(table(runs));
        return 0;
    }

    private Run run(Subject subject) throws Exception {
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin()) {
            Filling filling = Filling.publish(bench.settings(), "d", events, clock.instant());
            System.out.printf(
                    "%,d dialogs, %.0f bytes an event%n",
                    filling.dialogs(), (double) filling.valueBytes() / filling.events());
            Path settings = bench.settingsFile(
                    "subject",
                    Map.of("streams-app.state-dir", bench.path("state").toString(), "streams-app.http.port", 0));
            Progress progress = new Progress(admin, subject.group(), INPUT);
            Run run;
            try (var process = SubjectProcess.start(subject, settings, bench.path("subject.log"))) {
                run = measure(process, progress);
            }
            if (subject == Subject.STREAMS_APP) {
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
        return count / (nanos / (double) NANOSECONDS.convert(Duration.ofSeconds(1)));
    }

    private static Table table(Map<Subject, List<Run>> runs) {
        Table table = new Table("subject", "events/s: median (range)", "second half", "CPU µs/event");
        runs.forEach((subject, all) -> table.row(
                subject.name(),
                spread(all, Run::eventsPerSecond).show("%,.0f"),
                spread(all, Run::secondHalf).show("%,.0f"),
                spread(all, Run::cpuMicrosPerEvent).show("%.1f")));
        return table;
    }

    private static Spread spread(List<Run> runs, ToDoubleFunction<Run> figure) {
        return new Spread(runs.stream().mapToDouble(figure).boxed().toList());
    }
}
