package io.dialogpulse.bench;

import io.dialogpulse.bench.list.ExportComparison;
import io.dialogpulse.bench.report.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Exports at size, beside PostgreSQL's COPY. */
@Command(
        name = "export",
        description = "Measures exports of all rows in every format, and their heap, beside PostgreSQL's COPY of the"
                + " same rows; installs Debian's PostgreSQL if it is missing.")
final class ExportBench implements Callable<Integer> {
    @Option(names = "--dialogs", defaultValue = "1000000", description = "How many dialogs (${DEFAULT-VALUE}).")
    private long dialogs;

    @Option(names = "--partitions", defaultValue = "4", description = "Partitions of the index (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often everything is exported (${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        new ExportComparison(dialogs, partitions, rounds).run();
        return 0;
    }
}
