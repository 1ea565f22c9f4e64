package io.dialogpulse.bench;

import io.dialogpulse.bench.list.ExportComparison;
import io.dialogpulse.bench.report.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Exports at size, beside PostgreSQL's COPY. */
@Command(
        name = "export",
        description = "Measures exports of all rows in every format, and their heap, beside PostgreSQL's COPY of the"
                + " same rows; installs Debian's PostgreSQL if it is missing.")
final class ExportBench implements Callable<Integer> {
    @Mixin
    private final ComparisonOptions options = new ComparisonOptions(1_000_000);

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        new ExportComparison(options.dialogs(), options.partitions(), options.rounds()).run();
        return 0;
    }
}
