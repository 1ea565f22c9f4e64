package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path dir;

    @Test
    void passesAnyKafkaPropertyOfAPlainPropertiesFileThrough() throws IOException {
        Path file = Files.writeString(dir.resolve("app.properties"), """
                kafka.bootstrap.servers=broker-1:9093,broker-2:9093
                kafka.security.protocol=SASL_SSL
                kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="b";
                registry.schema.registry.url=https://registry:8443
                registry.basic.auth.user.info=user:secret
                """);

        Settings settings = Settings.load(Optional.of(file), Map.of());

        assertThat(settings.kafka())
                .containsEntry("bootstrap.servers", "broker-1:9093,broker-2:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b\";");
        assertThat(settings.registry().settings()).containsEntry("basic.auth.user.info", "user:secret");
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Path file = Files.writeString(dir.resolve("app.conf"), "kafka.bootstrap.servers = \"from-file:9092\"");

        Settings settings = Settings.load(
                Optional.of(file),
                Map.of(
                        "DIALOGPULSE_KAFKA_BOOTSTRAP_SERVERS", "from-environment:9092",
                        "DIALOGPULSE_REGISTRY_SCHEMA_REGISTRY_URL", "http://registry:8081",
                        "KAFKA_OPTS", "-Xmx1g"));

        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "from-environment:9092");
        assertThat(settings.registry().url()).isEqualTo("http://registry:8081");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> Settings.load(Optional.of(dir.resolve("absent.conf")), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.conf");
    }

    @Test
    void showsNoSecretWhenPrinted() {
        Settings settings = Settings.load(Optional.empty(), Map.of("DIALOGPULSE_KAFKA_SASL_JAAS_CONFIG", "pass-word"));

        assertThat(settings.toString()).doesNotContain("pass-word");
        assertThat(settings.registry().toString()).doesNotContain("pass-word");
    }
}
