package io.dialogpulse.standalone.testing;

import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import java.nio.file.Path;

/** A process that holds a broker and a registry until it is killed: arguments are directory, broker and registry port. */
public final class BrokerAndRegistry {
    private BrokerAndRegistry() {}

    /** Prints {@code ready}, then the process id of the registry. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        EmbeddedKafka.start(directory.resolve("kafka"), Integer.parseInt(arguments[1]));
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), Integer.parseInt(arguments[2]));
        System.out.println("ready " + registry.process().pid());
        Thread.currentThread().join();
    }
}
