package io.dialogpulse.warehouse;

import com.typesafe.config.Config;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.warehouse.database.PostgresAddress;
import io.dialogpulse.warehouse.database.WarehouseDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the warehouse was told; section {@code warehouse} of {@code reference.conf} explains each.
 *
 * @param database where the tables are
 * @param retryInterval how long to wait after a failure
 * @param plugins the folder with the jars of connector and converter
 */
record WarehouseSettings(WarehouseDatabase database, Duration retryInterval, Path plugins, Settings all) {
    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    static WarehouseSettings of(Settings settings) {
        Config config = settings.config().getConfig("warehouse");
        if (!config.hasPath("database")) {
            throw new IllegalArgumentException("warehouse.database is not set; it has to be like"
                    + " postgresql://user:password@host:5432/database");
        }
        Optional<String> password =
                config.hasPath("password") ? Optional.of(config.getString("password")) : Optional.empty();
        String home = System.getProperty(WarehouseMain.HOME);
        if (home == null) {
            throw new IllegalArgumentException("the system property " + WarehouseMain.HOME + " is not set");
        }
        return new WarehouseSettings(
                new WarehouseDatabase(
                        PostgresAddress.parse(config.getString("database")).withPassword(password),
                        config.getString("schema")),
                config.getDuration("retry-interval"),
                Path.of(home, "plugin"),
                settings);
    }

    /** The properties of Kafka's clients, as Connect takes them. */
    Map<String, String> kafka() {
        return strings(all.kafka());
    }

    /** The properties of the registry's client. */
    Map<String, String> registry() {
        return strings(all.registry().settings());
    }

    private static Map<String, String> strings(Map<String, Object> properties) {
        Map<String, String> strings = new HashMap<>();
        properties.forEach((name, value) -> strings.put(name, String.valueOf(value)));
        return strings;
    }
}
