package io.dialogpulse.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./dialogpulse bench}. */
@Command(
        name = "bench",
        description = "Measures the whole pipeline on this machine: real broker, real registry, every part a process.",
        subcommands = {StreamBench.class, FreshnessBench.class, RestartBench.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
