package io.dialogpulse.bench;

import picocli.CommandLine.Option;

/** What the comparisons with PostgreSQL have in common. */
final class ComparisonOptions {
    @Option(names = "--dialogs", description = "How many dialogs (${DEFAULT-VALUE}).")
    private long dialogs;

    @Option(names = "--partitions", description = "Partitions of the index (${DEFAULT-VALUE}).")
    private int partitions = 4;

    @Option(names = "--rounds", description = "How often everything is measured (${DEFAULT-VALUE}).")
    private int rounds = 3;

    /** @param dialogs how many if the command line does not tell */
    ComparisonOptions(long dialogs) {
        this.dialogs = dialogs;
    }

    long dialogs() {
        return dialogs;
    }

    int partitions() {
        return partitions;
    }

    int rounds() {
        return rounds;
    }
}
