package io.dialogpulse.standalone.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real registry for tests, with the settings of apps that use them. */
public final class Stack implements AutoCloseable {
    private final Path directory;
    private final int port;
    private EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private Stack(Path directory, int port, EmbeddedKafka kafka, EmbeddedRegistry registry) {
        this.directory = directory;
        this.port = port;
        this.kafka = kafka;
        this.registry = registry;
    }

    /** A stack of its own: nobody else's topics and groups are in it. What the directory holds is kept. */
    public static Stack start(Path directory) throws IOException, InterruptedException {
        int port = FreePort.next();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
        try {
            return new Stack(
                    directory, port, kafka, EmbeddedRegistry.start(directory.resolve("registry"), FreePort.next()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** The broker's address; the same after {@link #restartBroker}. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    /** The registry's address. */
    public String registryUrl() {
        return registry.url();
    }

    /** Settings for an app on this stack; the overrides have dotted names like {@code query-api.http.port}. */
    public Settings settings(Map<String, ?> overrides) {
        return new Settings(told(overrides)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve());
    }

    /**
     * The same settings as a file for {@code --config}.
     *
     * @return the file
     */
    public Path settingsFile(String name, Map<String, ?> overrides) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".conf"), told(overrides).root().render());
    }

    /** A clean stop of the broker and a start over the same records at the same address. */
    public void restartBroker() throws IOException {
        kafka.close();
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
    }

    @Override
    public void close() throws IOException {
        registry.close();
        kafka.close();
    }

    private Config told(Map<String, ?> overrides) {
        return ConfigFactory.parseMap(overrides)
                .withFallback(ConfigFactory.parseMap(
                        Map.of("kafka.bootstrap.servers", bootstrap(), "registry.schema.registry.url", registryUrl())));
    }
}
