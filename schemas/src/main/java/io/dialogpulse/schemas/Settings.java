package io.dialogpulse.schemas;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an app was told: by environment, system properties, a file, or {@code reference.conf}, the first that says it.
 *
 * <p>Values may be secrets: nothing here is ever logged.
 */
public record Settings(Config config) {
    private static final String ENVIRONMENT_PREFIX = "DIALOGPULSE_";

    /**
     * Reads all sources.
     *
     * @throws ConfigException if the file is missing or malformed; the message names the place
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment) {
        Config own = file.map(path -> ConfigFactory.parseFile(
                        path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)))
                .orElse(ConfigFactory.empty());
        return new Settings(passedThrough(environment)
                .withFallback(ConfigFactory.systemProperties())
                .withFallback(own)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve());
    }

    /** Tells nothing: the values may be secrets. */
    @Override
    public String toString() {
        return "Settings[…]";
    }

    /** The properties for Kafka's clients. */
    public Map<String, Object> kafka() {
        return flat("kafka");
    }

    /** The registry and the properties of its client. */
    public Registry registry() {
        return new Registry(flat("registry"));
    }

    /** The topics as they are to be created. */
    public TopicCatalogue topics() {
        int replicationFactor = config.getInt("topics.replication-factor");
        return new TopicCatalogue(
                config.getInt("topics.partitions"),
                replicationFactor == 0 ? Optional.empty() : Optional.of((short) replicationFactor));
    }

    /** A section as flat properties with dotted names; values are strings, as Kafka's clients take them. */
    public Map<String, Object> flat(String section) {
        Map<String, Object> properties = new HashMap<>();
        config.getConfig(section)
                .entrySet()
                .forEach(entry -> properties.put(
                        entry.getKey().replace("\"", ""),
                        String.valueOf(entry.getValue().unwrapped())));
        return properties;
    }

    private static Config passedThrough(Map<String, String> environment) {
        Map<String, String> properties = environment.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ENVIRONMENT_PREFIX + "KAFKA_")
                        || entry.getKey().startsWith(ENVIRONMENT_PREFIX + "REGISTRY_"))
                .collect(Collectors.toMap(
                        entry -> entry.getKey()
                                .substring(ENVIRONMENT_PREFIX.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        Map.Entry::getValue));
        return ConfigFactory.parseMap(properties, "environment");
    }
}
