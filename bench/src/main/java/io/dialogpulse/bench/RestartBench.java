package io.dialogpulse.bench;

import io.dialogpulse.bench.load.DialogLoad;
import io.dialogpulse.bench.load.Filling;
import io.dialogpulse.bench.report.Machine;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.subject.Progress;
import io.dialogpulse.bench.subject.Subject;
import io.dialogpulse.bench.subject.SubjectProcess;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
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

    private static final long NEW_EVENTS = 50_000;

    @Option(names = "--dialogs", defaultValue = "100000", description = "Dialogs that are kept (${DEFAULT-VALUE}).")
    private int dialogs;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    private final InstantSource clock = InstantSource.system();

    private long publishedEvents;
    private int publishedDialogs;

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
        Table table =
                new Table("app", "after", "ready after s", "done after s", "records restored", "records processed");
        try (Workbench bench = Workbench.open(partitions);
                Admin admin = bench.admin()) {
            long events = (long) dialogs * DialogLoad.EVENTS_A_DIALOG;
            publish(bench, "d", events);
            System.out.printf("%,d events of %,d dialogs%n", publishedEvents, publishedDialogs);
            restarts(bench, admin, Subject.STREAMS_APP, table);
            // Without it, query-api would have nothing to do when it is killed.
            try (var upstream = start(bench, Subject.STREAMS_APP, FreePort.find())) {
                restarts(bench, admin, Subject.QUERY_API, table);
            }
            System.out.printf(
                    "the output topics hold %,d rows' records and %,d timeline records, markers included%n%n",
                    Progress.end(admin, List.of(Topic.DIALOGS)), Progress.end(admin, List.of(Topic.DIALOG_TIMELINE)));
        }
        System.out.println(table);
        return 0;
    }

    private void restarts(Workbench bench, Admin admin, Subject subject, Table table) throws Exception {
        int port = FreePort.find();
        try (var probe = new HttpProbe(port)) {
            SubjectProcess process = start(bench, subject, port);
            try {
                process.await("ready", LIMIT, probe::isReady);
                awaitDone(subject, process, probe, admin);
                for (End end : End.values()) {
                    if (end == End.KILLED) {
                        awaitMidst(bench, subject, process, probe, admin);
                        process.kill();
                    } else {
                        process.close();
                    }
                    long start = System.nanoTime();
                    process = start(bench, subject, port);
                    process.await("ready", LIMIT, probe::isReady);
                    double ready = secondsSince(start);
                    awaitDone(subject, process, probe, admin);
                    double done = secondsSince(start);
                    var read = process.recordsRead();
                    table.row(
                            subject.name(),
                            end.name(),
                            String.format(Locale.ROOT, "%.1f", ready),
                            String.format(Locale.ROOT, "%.1f", done),
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

    private void publish(Workbench bench, String prefix, long events) {
        Filling filling = Filling.publish(bench.settings(), prefix, events, clock.instant());
        publishedEvents += filling.events();
        publishedDialogs += filling.dialogs();
    }

    /** Gives the process work, and waits until it is in the middle of it. */
    private void awaitMidst(Workbench bench, Subject subject, SubjectProcess process, HttpProbe probe, Admin admin)
            throws Exception {
        long eventsBefore = publishedEvents;
        int dialogsBefore = publishedDialogs;
        publish(bench, subject + "-killed-", NEW_EVENTS);
        if (subject == Subject.STREAMS_APP) {
            Progress progress = new Progress(admin, subject.group(), INPUT);
            process.await("the first commit", LIMIT, () -> progress.committed() > eventsBefore);
        } else {
            process.await("the first new dialog", LIMIT, () -> probe.total() > dialogsBefore);
        }
    }

    /** Waits until all that was published has arrived: a process may say that it is ready before. */
    private void awaitDone(Subject subject, SubjectProcess process, HttpProbe probe, Admin admin) throws Exception {
        if (subject == Subject.STREAMS_APP) {
            Progress progress = new Progress(admin, subject.group(), INPUT);
            process.await("all events committed", LIMIT, () -> progress.committed() >= publishedEvents);
        } else {
            process.await("all dialogs in the list", LIMIT, () -> probe.total() >= publishedDialogs);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
