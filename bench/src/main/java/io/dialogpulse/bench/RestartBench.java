package io.dialogpulse.bench;

import io.dialogpulse.bench.load.DialogLoad;
import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.bench.subject.Progress;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a restart on kept state costs each app, after a clean stop and after {@code kill -9}. */
@Command(
        name = "restart",
        description = "Measures how long each app takes to be ready again, and what it reads for it.")
final class RestartBench implements Callable<Integer> {
    private static final List<Topic> INPUT = List.of(Topic.DIALOG_MESSAGES, Topic.DIALOG_STATUSES);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    @Option(names = "--dialogs", defaultValue = "100000", description = "Dialogs that are kept (${DEFAULT-VALUE}).")
    private int dialogs;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    private final InstantSource clock = InstantSource.system();

    private enum End {
        STOPPED,
        KILLED
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry and both apps share it");
        Table table = new Table("app", "after", "ready after s", "records read");
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin()) {
            long events = (long) dialogs * DialogLoad.EVENTS_A_DIALOG;
            Filling filling = Filling.publish(bench.settings(), events, clock.instant());
            System.out.printf("%,d events of %,d dialogs%n", filling.events(), filling.dialogs());
            restarts(bench, admin, Subject.STREAMS_APP, filling, table);
            restarts(bench, admin, Subject.QUERY_API, filling, table);
            System.out.printf(
                    "the output topics hold %,d rows' records and %,d timeline records, markers included%n%n",
                    Progress.end(admin, List.of(Topic.DIALOGS)), Progress.end(admin, List.of(Topic.DIALOG_TIMELINE)));
        }
        System.out.println(table);
        return 0;
    }

    private void restarts(Workbench bench, Admin admin, Subject subject, Filling filling, Table table)
            throws Exception {
        int port = Workbench.freePort();
        Path settings = bench.settingsFile(
                subject.name(),
                Map.of(
                        "streams-app.state-dir",
                        bench.path("streams-app").toString(),
                        "streams-app.http.port",
                        port,
                        "query-api.state-dir",
                        bench.path("query-api").toString(),
                        "query-api.http.port",
                        port));
        Path log = bench.path(subject + ".log");
        try (var probe = new HttpProbe(port)) {
            SubjectProcess process = SubjectProcess.start(subject, settings, log);
            try {
                awaitDone(subject, process, probe, admin, filling);
                for (End end : End.values()) {
                    if (end == End.KILLED) {
                        process.kill();
                    } else {
                        process.close();
                    }
                    long start = System.nanoTime();
                    process = SubjectProcess.start(subject, settings, log);
                    process.await("ready", LIMIT, probe::isReady);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    table.row(
                            subject.name(),
                            end.name(),
                            String.format(Locale.ROOT, "%.1f", seconds),
                            String.format(Locale.ROOT, "%,d", process.recordsRead()));
                }
            } finally {
                process.close();
            }
        }
    }

    private static void awaitDone(
            Subject subject, SubjectProcess process, HttpProbe probe, Admin admin, Filling filling) throws Exception {
        process.await("ready", LIMIT, probe::isReady);
        if (subject == Subject.STREAMS_APP) {
            Progress progress = new Progress(admin, subject.group(), INPUT);
            process.await("all events committed", LIMIT, () -> progress.committed() >= filling.events());
        } else {
            process.await("all dialogs in the list", LIMIT, () -> total(probe) >= filling.dialogs());
        }
    }

    private static long total(HttpProbe probe) {
        try {
            return probe.json("/api/v1/dialogs?limit=1").get("total").longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
