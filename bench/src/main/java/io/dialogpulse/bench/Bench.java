package io.dialogpulse.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./dialogpulse bench}. */
@Command(
        name = "bench",
        description = "Measures the whole pipeline on this machine: real broker, real registry, every part a process.",
        subcommands = {
            StreamBench.class,
            FreshnessBench.class,
            RestartBench.class,
            FoldBench.class,
            ListBench.class,
            StatsBench.class,
            ExportBench.class,
            PageBench.class,
            LinesBench.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: the broker runs in this JVM, and its log would bury the figures.
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
