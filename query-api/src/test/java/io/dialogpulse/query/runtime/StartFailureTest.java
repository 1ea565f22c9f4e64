package io.dialogpulse.query.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.dialogpulse.query.QueryApi;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void shouldSayWhereNoBrokerAnswers() {
        assertThatThrownBy(() -> start("127.0.0.1:1"))
                .isInstanceOf(StartException.class)
                .hasMessage("no Kafka broker answers at kafka.bootstrap.servers \"127.0.0.1:1\" within 1 s");
    }

    @Test
    void shouldSayWhichAddressCannotBeOne() {
        assertThatThrownBy(() -> start("nowhere.invalid:9092"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot use kafka.bootstrap.servers \"nowhere.invalid:9092\"");
    }

    private static void start(String bootstrap) {
        QueryApi.start(new Settings(ConfigFactory.parseMap(
                                Map.of("kafka.bootstrap.servers", bootstrap, "query-api.start-timeout", "1s"))
                        .withFallback(ConfigFactory.defaultReferenceUnresolved())
                        .resolve()))
                .close();
    }
}
