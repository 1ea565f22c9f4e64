package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.Ports;
import picocli.CommandLine.Option;

/** The options that both local commands have. */
final class PortOptions {
    @Option(
            names = "--http",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "the page and the API (default: ${DEFAULT-VALUE})")
    private int http;

    @Option(
            names = "--kafka",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "the Kafka broker (default: ${DEFAULT-VALUE})")
    private int kafka;

    @Option(
            names = "--registry",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "the schema registry (default: ${DEFAULT-VALUE})")
    private int registry;

    Ports ports() {
        return new Ports(http, kafka, registry);
    }
}
