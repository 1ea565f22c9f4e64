package io.dialogpulse.standalone.command;

import io.dialogpulse.standalone.runtime.DataDirectory;
import io.dialogpulse.standalone.runtime.Installation;
import io.dialogpulse.standalone.runtime.Parts;
import io.dialogpulse.standalone.runtime.Ports;
import io.dialogpulse.standalone.simulation.Simulation;
import io.dialogpulse.standalone.warehouse.WarehouseProcess;
import io.dialogpulse.warehouse.database.PostgresAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/**
 * An installation from its start until the process is told to stop.
 *
 * @param data closed at the end
 * @param warehouse the database that the output topics are written to, if any
 */
record LocalRun(
        DataDirectory data, Ports ports, Optional<PostgresAddress> warehouse, PrintStream out, InstantSource clock) {
    private static final Duration WAREHOUSE_PAUSE = Duration.ofSeconds(10);

    /** Starts everything, says so, and never returns: a signal ends the process. */
    int run(boolean simulated) throws Exception {
        Logging.toFile(data.of("dialogpulse.log"));
        Parts parts = new Parts(out, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
        try {
            ports.requireFree();
            out.println("Dialog Pulse " + (simulated ? "demo" : "standalone") + ", data and log in " + data.path());
            Installation installation = Installation.start(data, ports, parts);
            endWithRegistry(installation, parts);
            if (warehouse.isPresent()) {
                parts.start("warehouse", () -> startWarehouse(installation, warehouse.get()));
            }
            if (simulated) {
                // The time as the seed: a demo on kept data goes on with new dialogs.
                parts.start("simulation", () -> Simulation.start(installation.settings(), clock, clock.millis()));
            }
            out.println(new Greeting(ports, installation, simulated, clock.instant()).text());
            throw new IllegalStateException(
                    "the " + firstToStop(installation) + " has stopped by itself; the log tells why");
        } catch (Exception e) {
            if (parts.isClosing()) {
                // What fails because everything is being stopped is no news.
                throw new CancellationException("stopped");
            }
            // The console gets the message; the stack, for whoever has to find out more, is in the log.
            LoggerFactory.getLogger(LocalRun.class).info("The start has failed", e);
            throw e;
        }
    }

    /** Waits until one of the apps has stopped for good: the other would only half-work without it. */
    private static String firstToStop(Installation installation) throws Exception {
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            return waiting.invokeAny(List.<Callable<String>>of(
                    () -> {
                        installation.streamsApp().awaitStop();
                        return "stream processor";
                    },
                    () -> {
                        installation.queryApi().awaitStop();
                        return "query API";
                    }));
        }
    }

    private WarehouseProcess startWarehouse(Installation installation, PostgresAddress database) throws IOException {
        return WarehouseProcess.start(
                data.of("warehouse"),
                database,
                installation.kafka().bootstrap(),
                installation.registry().url(),
                out,
                WAREHOUSE_PAUSE);
    }

    private void stop(Parts parts) {
        parts.close();
        try {
            data.close();
        } catch (IOException e) {
            out.println("cannot tidy up " + data.path() + ": " + e);
        }
    }

    /** Without it no event with a new schema could be read or written: better to end than to half-work. */
    @SuppressWarnings("FutureReturnValueIgnored") // it outlives this method, and ends the process itself
    private void endWithRegistry(Installation installation, Parts parts) {
        installation.registry().process().onExit().thenRun(() -> {
            if (!parts.isClosing()) {
                out.println("the schema registry has ended by itself; stopping. Its log: "
                        + data.of("registry").resolve("registry.log"));
                System.exit(1);
            }
        });
    }
}
