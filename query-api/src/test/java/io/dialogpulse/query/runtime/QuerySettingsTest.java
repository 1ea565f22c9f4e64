package io.dialogpulse.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySettingsTest {
    @Test
    void shouldReadTheDefaults() {
        QuerySettings settings = QuerySettings.of(settings(Map.of()));

        assertThat(settings.applicationId()).isEqualTo("dialogpulse-query-api");
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.instanceId()).endsWith("-8080");
        assertThat(settings.refreshInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.indexBufferBytes()).isEqualTo(64L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void shouldRefuseToBeReachedByOthersWhileNothingSaysWhoMayAsk(String host) {
        assertThatThrownBy(() -> QuerySettings.of(settings(Map.of("query-api.http.host", host))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("query-api.http.host is \"" + host + "\"")
                .hasMessageContaining("query-api.access.jwks-url");
    }

    @Test
    void shouldNameTheSettingThatIsMalformed() {
        assertThatThrownBy(() -> QuerySettings.of(settings(Map.of("query-api.http.port", "many"))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("http.port");
    }

    private static Settings settings(Map<String, String> overrides) {
        return new Settings(ConfigFactory.parseMap(overrides)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve());
    }
}
