package io.dialogpulse.bench;

import io.dialogpulse.bench.list.StatsComparison;
import io.dialogpulse.bench.report.Machine;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Response-time statistics at size, beside PostgreSQL. */
@Command(
        name = "stats",
        description = "Measures response-time statistics on generated dialogs, beside PostgreSQL with the same rows;"
                + " installs Debian's PostgreSQL if it is missing.")
final class StatsBench implements Callable<Integer> {
    @Mixin
    private final ComparisonOptions options = new ComparisonOptions(2_000_000);

    @Option(
            names = "--turn",
            defaultValue = "5",
            description = "Seconds that one question is asked in a row (${DEFAULT-VALUE}).")
    private int turn;

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe() + "; both sides and the client share it");
        new StatsComparison(options.dialogs(), options.partitions(), options.rounds(), Duration.ofSeconds(turn)).run();
        return 0;
    }
}
