package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dialogpulse.schemas.Registry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The topology as it is deployed. If this test fails, a running installation would be changed: internal topics and
 * stores are found by these names. Renaming one loses its state; a new store needs its state built. Once that is
 * settled, put the description that the test prints into {@code src/test/resources/topology.txt}.
 */
class TopologyDescriptionTest {

    @Test
    void doesNotChangeUnintentionally() throws Exception {
        Registry registry = Registry.at("mock://description");
        try (SchemaRegistryClient client = registry.client();
                InputStream approved = TopologyDescriptionTest.class.getResourceAsStream("/topology.txt")) {
            String description = DialogTopology.build(
                            registry,
                            client,
                            12,
                            Optional.of(Duration.ofSeconds(1)),
                            InstantSource.system(),
                            new SimpleMeterRegistry())
                    .describe()
                    .toString();

            assertThat(approved)
                    .as("topology.txt, which should read:%n%s", description)
                    .isNotNull();
            assertThat(description).isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
