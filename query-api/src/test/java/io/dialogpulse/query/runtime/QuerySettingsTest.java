package io.dialogpulse.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySettingsTest {
    @Test
    void shouldReadTheDefaults() {
        QuerySettings settings = of(Map.of());

        assertThat(settings.applicationId()).isEqualTo("dialogpulse-query-api");
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.instanceId()).endsWith("-8080");
        assertThat(settings.refreshInterval()).isEqualTo(Duration.ofMillis(150));
        assertThat(settings.indexBufferBytes()).isEqualTo(64L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void shouldRefuseToBeReachedByOthersWhileNothingSaysWhoMayAsk(String host) {
        assertThatThrownBy(() -> of(Map.of("query-api.http.host", host)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("query-api.http.host is \"" + host + "\"")
                .hasMessageContaining("query-api.access.jwks-url");
    }

    @Test
    void shouldNameTheSettingThatIsMalformed() {
        assertThatThrownBy(() -> of(Map.of("query-api.http.port", "many")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("http.port");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '', 8080, both host and secret",
        "'', 0123456789abcdef0123456789abcdef, 8080, both host and secret",
        "localhost, too short, 8080, has 9 bytes",
        "localhost, 0123456789abcdef0123456789abcdef, 0, query-api.http.port",
        "::1, 0123456789abcdef0123456789abcdef, 8080, a name or an IPv4 address",
        "[::1], 0123456789abcdef0123456789abcdef, 8080, a name or an IPv4 address",
        "http://localhost, 0123456789abcdef0123456789abcdef, 8080, a name or an IPv4 address",
        "192.0.2.1, 0123456789abcdef0123456789abcdef, 8080, query-api.http.host is \"127.0.0.1\"",
    })
    void shouldRefuseAClusterThatCannotWork(String host, String secret, int port, String reason) {
        assertThatThrownBy(() -> of(Map.of(
                        "query-api.cluster.host",
                        host,
                        "query-api.cluster.secret",
                        secret,
                        "query-api.http.port",
                        port)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void shouldKeepTheSecretOutOfItsOwnDescription() {
        String secret = "0123456789abcdef0123456789abcdef";
        QuerySettings settings = of(Map.of("query-api.cluster.host", "localhost", "query-api.cluster.secret", secret));

        assertThat(settings.toString()).contains("localhost").doesNotContain(secret);
    }

    private static QuerySettings of(Map<String, ?> overrides) {
        return QuerySettings.of(
                new Settings(ConfigFactory.parseMap(overrides)
                        .withFallback(ConfigFactory.defaultReferenceUnresolved())
                        .resolve()),
                InstantSource.system());
    }
}
