package io.dialogpulse.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.scratch.TemporaryFolder;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** An empty broker with all topics, a registry, and a directory for what runs on them; closing removes everything. */
final class Workbench implements AutoCloseable {
    private final TemporaryFolder folder;
    private final EmbeddedRegistry registry;
    private final EmbeddedKafka kafka;
    private final int partitions;

    private Workbench(TemporaryFolder folder, EmbeddedRegistry registry, EmbeddedKafka kafka, int partitions) {
        this.folder = folder;
        this.registry = registry;
        this.kafka = kafka;
        this.partitions = partitions;
    }

    static Workbench open(int partitions) throws Exception {
        TemporaryFolder folder = TemporaryFolder.create("dialogpulse-bench");
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.path().resolve("kafka"), FreePort.find());
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder.path().resolve("registry"), FreePort.find());
        Workbench bench = new Workbench(folder, registry, kafka, partitions);
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
        return folder.path().resolve(name);
    }

    Admin admin() {
        return Admin.create(settings().kafka());
    }

    @Override
    public void close() throws IOException {
        registry.close();
        kafka.close();
        folder.close();
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
