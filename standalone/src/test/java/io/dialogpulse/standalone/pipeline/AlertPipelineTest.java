package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.pipeline.Connector.Delivery;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.standalone.testing.TopicReader;
import io.dialogpulse.streams.AlertReference;
import io.dialogpulse.streams.RandomTargets;
import io.dialogpulse.streams.StreamsAppMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Targets are set, changed and taken back, and a line is deleted, among shuffled, late and redelivered events, while
 * questions wait for their time and the processor is killed: the alerts are those of all questions that are left.
 */
class AlertPipelineTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final Duration CATCH_UP = Duration.ofMinutes(4);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final long T = 1_790_000_000_000L;
    private static final int LIVE = 100;

    @TempDir
    static Path directory;

    private static final Map<String, LineFacts> LINES = new HashMap<>();
    private static Stack stack;
    private static Connector connector;
    private static JavaProcess streamsApp;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("AlertPipelineTest seed " + SEED);
        stack = Stack.start(directory.resolve("stack"));
        streamsApp = startStreamsApp();
        streamsApp.awaitOutput("streams-app is running", CATCH_UP);
        connector = new Connector(stack);
    }

    @AfterAll
    static void stop() throws IOException {
        if (connector != null) {
            connector.close();
        }
        if (streamsApp != null) {
            streamsApp.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void alertsAreThoseOfAllQuestionsWhateverHappensMeanwhile() throws Exception {
        RandomTargets targets = new RandomTargets(new Random(SEED));
        List<Delivery> deliveries = Connector.shuffledDialogs("random|", 2_500, SEED);
        int quarter = deliveries.size() / 4;
        var soon = new ResponseTargets(20_000L, 20_000L, 10_000, null);
        publish("live", new LineEvent("t", T, new LineChange.TargetsSet(soon)));
        publish("line0", targets.event("t1", T + 1));
        publish("line1", targets.event("t1", T + 1));
        connector.publish(deliveries.subList(0, quarter));

        askNow();
        Awaitility.await("the questions that wait")
                .atMost(CATCH_UP)
                .until(() -> last(Topic.DIALOG_RESPONSES, DialogResponse.class).values().stream()
                                .filter(response -> "live".equals(response.getLineId()))
                                .count()
                        == LIVE);
        streamsApp.kill();
        streamsApp = startStreamsApp();

        publish("line0", targets.event("t3", T + 3));
        publish("line0", targets.event("t2", T + 2));
        publish("line2", targets.event("t1", T + 1));
        for (int i = quarter; i < 3 * quarter; i++) {
            connector.publish(deliveries.get(i));
            if (i == 2 * quarter) {
                publish("line1", new LineEvent("t2", T + 2, new LineChange.TargetsSet(ResponseTargets.NONE)));
                publish("line2", new LineEvent("x", T + 2, new LineChange.Deleted()));
                streamsApp.kill();
                streamsApp = startStreamsApp();
            }
            if (i % 20 == 0) {
                // About 10,000 events a second, so that the kill finds them in the middle of everything.
                LockSupport.parkNanos(2_000_000);
            }
        }
        publish("line1", targets.event("t3", T + 3));
        connector.publish(deliveries.subList(3 * quarter, deliveries.size()));

        Awaitility.await("alerts to be those of all questions")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(AlertPipelineTest::requireAlerts);
    }

    private static void publish(String lineId, LineEvent event) {
        connector.publish(lineId, event);
        connector.flush();
        LINES.merge(lineId, LineFacts.NONE.with(event), (facts, _) -> facts.with(event));
    }

    private static void askNow() {
        var opened = new Change.Opened(new Line("live", null), "vk", Direction.INBOUND, Client.UNKNOWN, null);
        Person client = new Person(Role.CLIENT, "c1", null, null);
        for (int i = 0; i < LIVE; i++) {
            long now = CLOCK.millis();
            connector.publish(new Delivery("live-" + i, new StatusChange("e0", now, null, opened)));
            connector.publish(new Delivery("live-" + i, new Message("e1", now, client, "?", 0, false)));
        }
        connector.flush();
    }

    private static void requireAlerts() {
        Map<String, DialogAlert> alerts = last(Topic.DIALOG_ALERTS, DialogAlert.class);
        Map<String, DialogResponse> responses = last(Topic.DIALOG_RESPONSES, DialogResponse.class);
        long now = CLOCK.millis();
        Map<String, AlertReference> expected = new HashMap<>();
        responses.forEach((key, response) -> {
            AlertReference alert = AlertReference.of(response, LINES, now);
            if (alert != null) {
                expected.put(key, alert);
            }
        });
        Map<String, AlertReference> actual = new HashMap<>();
        alerts.forEach((key, alert) -> actual.put(key, AlertReference.of(alert)));

        assertThat(actual.values())
                .filteredOn(alert -> alert.lineId().equals("live"))
                .hasSize(LIVE);
        assertThat(actual).isEqualTo(expected);
        assertThat(dueRows()).isEqualTo(openQuestions(responses));
    }

    private static Map<String, Long> dueRows() {
        Map<String, Long> due = new HashMap<>();
        last(Topic.DIALOGS, DialogRow.class).values().stream()
                .filter(row -> row.getDueAt() != null)
                .forEach(row -> due.put(row.getDialogId(), row.getDueAt().toEpochMilli()));
        return due;
    }

    private static Map<String, Long> openQuestions(Map<String, DialogResponse> responses) {
        Map<String, Long> due = new HashMap<>();
        responses.values().forEach(response -> {
            AlertReference asLateAsCanBe = AlertReference.of(response, LINES, Long.MAX_VALUE);
            if (asLateAsCanBe != null && asLateAsCanBe.resolvedAt() == null) {
                due.put(response.getDialogId(), asLateAsCanBe.dueAt());
            }
        });
        return due;
    }

    private static JavaProcess startStreamsApp() throws IOException {
        Path settings = stack.settingsFile(
                "streams-app",
                Map.of(
                        "streams-app.state-dir",
                        directory.resolve("state").toString(),
                        "streams-app.instance-id",
                        "streams-app-1",
                        "streams-app.http.port",
                        0));
        return JavaProcess.start(
                StreamsAppMain.class, directory.resolve("streams-app.log"), "--config", settings.toString());
    }

    private static <T> Map<String, T> last(Topic topic, Class<T> type) {
        Map<String, T> last = new HashMap<>();
        try (KafkaAvroDeserializer deserializer =
                Registry.at(stack.registryUrl()).deserializer()) {
            TopicReader.all(stack.bootstrap(), topic).forEach(record -> {
                if (record.value() == null) {
                    last.remove(record.key());
                } else {
                    last.put(record.key(), type.cast(deserializer.deserialize(topic.topicName(), record.value())));
                }
            });
        }
        return last;
    }
}
