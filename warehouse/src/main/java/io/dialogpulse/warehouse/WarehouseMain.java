package io.dialogpulse.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.ConfigException;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.warehouse.connect.SinkConnectors;
import io.dialogpulse.warehouse.database.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code warehouse [--config FILE] [--print-connectors] [--end-with-input]}: the worker as a process of its own. Ends
 * with 1 if its settings are wrong; a database that is away is waited for.
 */
public final class WarehouseMain {
    /** System property: the folder with {@code lib}, the worker's class path, and {@code plugin}, the plugin folder. */
    public static final String HOME = "dialogpulse.warehouse.home";

    private static final String USAGE = "usage: warehouse [--config FILE] [--print-connectors] [--end-with-input]";
    private static final String LOGGING = "logback.configurationFile";

    private WarehouseMain() {}

    /** Runs until SIGTERM or SIGINT, with {@code --end-with-input} also until the end of standard input. */
    public static void main(String[] args) throws Exception {
        // Before the first logger is made: logback reads its configuration then.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-warehouse.xml");
        }
        WarehouseSettings settings;
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(args));
            settings = WarehouseSettings.of(Settings.load(arguments.config(), System.getenv()));
        } catch (ConfigException | IllegalArgumentException e) {
            System.err.println("warehouse cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        if (arguments.printConnectors()) {
            System.out.println(connectors(settings));
            return;
        }
        var warehouse = new Warehouse(settings, System.out, InstantSource.system());
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(warehouse, main), "stop"));
        if (arguments.endWithInput()) {
            Thread.ofPlatform().daemon().name("input-watch").start(WarehouseMain::endWithInput);
        }
        warehouse.run();
    }

    private record Arguments(Optional<Path> config, boolean printConnectors, boolean endWithInput) {
        static Arguments of(List<String> args) {
            Optional<Path> config = Optional.empty();
            boolean printConnectors = false;
            boolean endWithInput = false;
            for (int i = 0; i < args.size(); i++) {
                switch (args.get(i)) {
                    case "--config" -> {
                        if (++i == args.size()) {
                            throw new IllegalArgumentException("--config names no file; " + USAGE);
                        }
                        config = Optional.of(Path.of(args.get(i)));
                    }
                    case "--print-connectors" -> printConnectors = true;
                    case "--end-with-input" -> endWithInput = true;
                    default -> throw new IllegalArgumentException("unknown: " + args.get(i) + "; " + USAGE);
                }
            }
            return new Arguments(config, printConnectors, endWithInput);
        }
    }

    /** As JSON, by name, to be put into a Connect cluster of one's own; what may be secret is for Connect to look up. */
    private static String connectors(WarehouseSettings settings) throws JsonProcessingException {
        var connectors = new SinkConnectors(
                settings.database().address().jdbcUrl(),
                settings.database().address().user(),
                "${env:DIALOGPULSE_WAREHOUSE_PASSWORD}",
                settings.database().schema(),
                lookedUp(settings.registry()));
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        for (Table table : Table.all()) {
            String name = "dialogpulse-" + table.topic().topicName();
            byName.put(name, connectors.of(table, name));
        }
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(byName);
    }

    private static Map<String, String> lookedUp(Map<String, String> registry) {
        Map<String, String> lookedUp = new HashMap<>(registry);
        lookedUp.replaceAll((property, value) -> {
            boolean plainUrl = property.equals("schema.registry.url") && value.indexOf('@') < 0;
            String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
            return plainUrl ? value : "${env:DIALOGPULSE_REGISTRY_" + variable + "}";
        });
        return lookedUp;
    }

    private static void stop(Warehouse warehouse, Thread main) {
        warehouse.close();
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who started us holds the other end. The kernel closes it when that process ends, however it ends. */
    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("lost standard input: " + e);
        }
        System.exit(0);
    }
}
