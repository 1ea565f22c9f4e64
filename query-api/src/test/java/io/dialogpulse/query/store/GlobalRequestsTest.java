package io.dialogpulse.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobalRequestsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> requests;

    @BeforeEach
    void start() {
        Topology topology = new Topology();
        GlobalRequests.add(topology, (record, _) -> record.timestamp(), new AppliedOffsets());
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "global-requests-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology, properties);
        requests = driver.createInputTopic(
                Topic.DIALOG_REQUESTS.topicName(), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldKeepTheFirstOfAKey() {
        requests.pipeInput("anna|k", "first", NOON);
        requests.pipeInput("anna|k", "second", NOON);
        requests.pipeInput("bob|k", "another", NOON);

        assertThat(kept("anna|k")).isEqualTo("first");
        assertThat(kept("bob|k")).isEqualTo("another");
    }

    @Test
    void shouldReplaceItByWhatIsDone() {
        requests.pipeInput("anna|k", "first", NOON);
        requests.pipeInput("anna|k" + GlobalRequests.DONE, "done", NOON.plusSeconds(1));
        requests.pipeInput("anna|k", "second", NOON.plusSeconds(2));

        assertThat(kept("anna|k")).isEqualTo("done");
    }

    @Test
    void shouldKnowWhatIsDoneThoughTheFirstIsNoLongerInTheTopic() {
        requests.pipeInput("anna|k" + GlobalRequests.DONE, "done", NOON);

        assertThat(kept("anna|k")).isEqualTo("done");
    }

    @Test
    void shouldTakeAKeyForANewOneAfterADay() {
        requests.pipeInput("anna|k", "first", NOON);
        requests.pipeInput("anna|k" + GlobalRequests.DONE, "done", NOON.plusSeconds(30));
        requests.pipeInput("anna|k", "too early", NOON.plus(DAY).minusMillis(1));
        assertThat(kept("anna|k")).isEqualTo("done");

        requests.pipeInput("anna|k", "second", NOON.plus(DAY));
        assertThat(kept("anna|k")).isEqualTo("second");
    }

    @Test
    void shouldForgetWhatIsOldWhenOthersCome() {
        requests.pipeInput("anna|k", "first", NOON);
        requests.pipeInput("bob|k", "another", NOON.plus(DAY).plus(Duration.ofHours(2)));

        assertThat(kept("anna|k")).isNull();
        assertThat(kept("bob|k")).isEqualTo("another");
    }

    private @Nullable String kept(String key) {
        byte[] value =
                driver.<String, byte[]>getKeyValueStore(GlobalRequests.STORE).get(key);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
