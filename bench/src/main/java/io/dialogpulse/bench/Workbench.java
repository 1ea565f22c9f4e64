package io.dialogpulse.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** An empty broker with all topics, a registry, and a directory for what runs on them; closing removes everything. */
final class Workbench implements AutoCloseable {
    private final Path directory;
    private final EmbeddedRegistry registry;
    private final EmbeddedKafka kafka;
    private final int partitions;

    private Workbench(Path directory, EmbeddedRegistry registry, EmbeddedKafka kafka, int partitions) {
        this.directory = directory;
        this.registry = registry;
        this.kafka = kafka;
        this.partitions = partitions;
    }

    static Workbench open(int partitions) throws Exception {
        Path directory = Files.createTempDirectory("dialogpulse-bench");
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), freePort());
        EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"), freePort());
        Workbench bench = new Workbench(directory, registry, kafka, partitions);
        Surroundings.prepare(bench.settings());
        return bench;
    }

    /** Settings for clients in this JVM. */
    Settings settings() {
        return new Settings(told(Map.of())
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve());
    }

    /** A file with settings for a process, which get what is more in dotted names. */
    Path settingsFile(String name, Map<String, Object> more) throws IOException {
        return Files.writeString(path(name + ".conf"), told(more).root().render());
    }

    /** A file or folder that lives as long as the workbench. */
    Path path(String name) {
        return directory.resolve(name);
    }

    Admin admin() {
        return Admin.create(settings().kafka());
    }

    /** A port on loopback that was free a moment ago. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        registry.close();
        kafka.close();
        List<Path> content;
        try (Stream<Path> walk = Files.walk(directory)) {
            content = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }

    private Config told(Map<String, Object> more) {
        Map<String, Object> told = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrap(),
                "registry.schema.registry.url",
                registry.url(),
                "topics.partitions",
                partitions,
                "topics.replication-factor",
                1));
        told.putAll(more);
        return ConfigFactory.parseMap(told, "bench");
    }
}
