package io.dialogpulse.warehouse.connect;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/**
 * A Kafka Connect worker inside this process, standalone, without its REST server: that would show the connectors'
 * configuration, passwords included, to whoever reaches its port.
 *
 * <p>How far a sink has come is kept in Kafka as the offsets of its consumer group, so the worker itself keeps nothing.
 * The classes of Connect's runtime are not public API: this class alone touches them.
 */
public final class ConnectWorker implements AutoCloseable {
    private static final long START_LIMIT_SECONDS = 60;

    private final StandaloneHerder herder;

    private ConnectWorker(StandaloneHerder herder) {
        this.herder = herder;
    }

    /** The plugins of a process, loaded once: their JDBC driver registers itself and would never be forgotten. */
    public static final class LoadedPlugins {
        private final Map<String, String> properties;
        private final Plugins plugins;

        /**
         * Loads them.
         *
         * @param folder the folder with the jars of connector and converter
         * @param kafka the properties of Kafka's clients
         */
        public LoadedPlugins(Path folder, Map<String, String> kafka) {
            properties = workerProperties(folder, kafka);
            plugins = new Plugins(properties);
            plugins.compareAndSwapWithDelegatingLoader();
        }
    }

    /**
     * Starts connectors.
     *
     * @param connectors the configuration of each, its name in it
     * @throws IllegalStateException if a configuration is refused or Kafka is away
     */
    public static ConnectWorker start(LoadedPlugins loaded, Collection<Map<String, String>> connectors)
            throws InterruptedException {
        ConnectorClientConfigOverridePolicy policy = new AllConnectorClientConfigOverridePolicy();
        policy.configure(Map.of());
        StandaloneConfig config = new StandaloneConfig(loaded.properties);
        String cluster = config.kafkaClusterId();
        var offsets = new NoSourceOffsets();
        offsets.configure(config);
        var worker = new Worker("warehouse", Time.SYSTEM, loaded.plugins, config, offsets, policy);
        var herder = new StandaloneHerder(worker, cluster, policy);
        herder.start();
        var started = new ConnectWorker(herder);
        try {
            for (Map<String, String> connector : connectors) {
                started.put(connector);
            }
            herder.ready();
            return started;
        } catch (InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static final class NoSourceOffsets extends MemoryOffsetBackingStore {
        @Override
        public Set<Map<String, Object>> connectorPartitions(String connector) {
            return Set.of();
        }
    }

    private void put(Map<String, String> connector) throws InterruptedException {
        String name = String.valueOf(connector.get("name"));
        var created = new FutureCallback<Herder.Created<ConnectorInfo>>();
        herder.putConnectorConfig(name, connector, false, created);
        try {
            created.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("connector " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Why one of the connectors does not work any more; empty if all do. Connect itself never starts them again. */
    public Optional<String> failure() {
        for (String connector : herder.connectors()) {
            ConnectorStateInfo state = herder.connectorStatus(connector);
            if (state.connector().trace() != null) {
                return Optional.of(reason(connector, state.connector().trace()));
            }
            for (ConnectorStateInfo.TaskState task : state.tasks()) {
                if (task.trace() != null) {
                    return Optional.of(reason(connector, task.trace()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether every connector has a task that has reached the database. */
    public boolean isRunning() {
        return herder.connectors().stream()
                .map(connector -> herder.connectorStatus(connector).tasks())
                .allMatch(tasks -> !tasks.isEmpty()
                        && tasks.stream().allMatch(task -> task.state().equals("RUNNING")));
    }

    /** The last cause in a stack trace is what the user can do something about. */
    private static String reason(String connector, String trace) {
        List<String> causes = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .map(line -> line.substring("Caused by: ".length()))
                .toList();
        String cause = causes.isEmpty() ? trace.lines().findFirst().orElse("") : causes.getLast();
        return connector + ": " + cause;
    }

    /** Stops the connectors; what they have read and not yet written is read again by the next worker. */
    @Override
    public void close() {
        herder.stop();
    }

    private static Map<String, String> workerProperties(Path folder, Map<String, String> kafka) {
        Map<String, String> properties = new HashMap<>(kafka);
        kafka.forEach((property, value) -> properties.put("consumer." + property, value));
        kafka.forEach((property, value) -> properties.put("admin." + property, value));
        properties.put("plugin.path", folder.toAbsolutePath().toString());
        properties.put("plugin.discovery", "service_load");
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        // Asked for, and used by sources alone.
        properties.put("offset.storage.file.filename", "unused");
        properties.put("offset.flush.interval.ms", "2000");
        return properties;
    }
}
