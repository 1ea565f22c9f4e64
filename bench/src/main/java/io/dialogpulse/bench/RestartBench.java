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

    private static final long NEW_EVENTS = 20_000;

    @Option(names = "--dialogs", defaultValue = "100000", description = "Dialogs that are kept (${DEFAULT-VALUE}).")
    private int dialogs;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    private final InstantSource clock = InstantSource.system();

    private enum End {
        /** In order, with nothing left to do. */
        STOPPED,
        /** With {@code kill -9}, in the middle of work. */
        KILLED
    }

    @Override
    @SuppressWarnings("try") // the stream processor runs, nobody asks it anything
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; broker, registry and both apps share it");
        Table table = new Table("app", "after", "ready after s", "records restored", "records processed");
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin()) {
            long events = (long) dialogs * DialogLoad.EVENTS_A_DIALOG;
            Filling filling = Filling.publish(bench.settings(), "dialog-", events, clock.instant());
            System.out.printf("%,d events of %,d dialogs%n", filling.events(), filling.dialogs());
            restarts(bench, admin, Subject.STREAMS_APP, filling, table);
            // Without it, query-api would have nothing to do when it is killed.
            try (var upstream = start(bench, Subject.STREAMS_APP, Workbench.freePort())) {
                restarts(bench, admin, Subject.QUERY_API, filling, table);
            }
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
        try (var probe = new HttpProbe(port)) {
            SubjectProcess process = start(bench, subject, port);
            try {
                awaitDone(subject, process, probe, admin, filling);
                for (End end : End.values()) {
                    if (end == End.KILLED) {
                        Filling.publish(bench.settings(), subject + "-killed-", NEW_EVENTS, clock.instant());
                        process.kill();
                    } else {
                        process.close();
                    }
                    long start = System.nanoTime();
                    process = start(bench, subject, port);
                    process.await("ready", LIMIT, probe::isReady);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    var read = process.recordsRead();
                    table.row(
                            subject.name(),
                            end.name(),
                            String.format(Locale.ROOT, "%.1f", seconds),
                            String.format(Locale.ROOT, "%,d", read.restored()),
                            String.format(Locale.ROOT, "%,d", read.processed()));
                }
            } finally {
                process.close();
            }
        }
    }

    private static SubjectProcess start(Workbench bench, Subject subject, int port) throws IOException {
        String section = subject == Subject.STREAMS_APP ? "streams-app" : "query-api";
        Path settings = bench.settingsFile(
                section, Map.of(section + ".state-dir", bench.path(section).toString(), section + ".http.port", port));
        return SubjectProcess.start(subject, settings, bench.path(section + ".log"));
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
