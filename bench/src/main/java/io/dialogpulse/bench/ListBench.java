package io.dialogpulse.bench;

import io.dialogpulse.bench.list.ListComparison;
import io.dialogpulse.bench.report.Machine;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The list's questions at size, beside PostgreSQL. */
@Command(
        name = "list",
        description =
                "Measures the list's questions on generated dialogs, beside PostgreSQL with the same rows; installs"
                        + " Debian's PostgreSQL if it is missing.")
final class ListBench implements Callable<Integer> {
    @Mixin
    private final ComparisonOptions options = new ComparisonOptions(2_000_000);

    @Option(names = "--clients", defaultValue = "16", description = "Clients at a time (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--updates", defaultValue = "2000", description = "Row updates a second (${DEFAULT-VALUE}).")
    private int updates;

    @Option(
            names = "--turn",
            defaultValue = "2",
            description = "Seconds that one question is asked in a row (${DEFAULT-VALUE}).")
    private int turn;

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; both sides and the clients share it");
        new ListComparison(
                        options.dialogs(),
                        options.partitions(),
                        clients,
                        updates,
                        options.rounds(),
                        Duration.ofSeconds(turn))
                .run();
        return 0;
    }
}
