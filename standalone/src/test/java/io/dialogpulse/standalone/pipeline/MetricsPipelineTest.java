package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.EventPosition;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.pipeline.Connector.Delivery;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.standalone.testing.TopicReader;
import io.dialogpulse.streams.MetricsReference;
import io.dialogpulse.streams.RowColumns;
import io.dialogpulse.streams.StreamsAppMain;
import io.dialogpulse.streams.codec.ResponseCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What BI reads from dialog-responses and dialog-metrics, compared in full with a batch over all events and all rows,
 * after late, redelivered and shuffled events and kill -9. One installation lives through all tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsPipelineTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private static Stack stack;
    private static Connector connector;
    private static JavaProcess streamsApp;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("MetricsPipelineTest seed " + SEED);
        stack = Stack.start(directory.resolve("stack"));
        streamsApp = startStreamsApp(false);
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
    @Order(1)
    void dialogsFromBeforeGetTheirResponsesAndRollupsWhileNewOnesArrive() throws Exception {
        List<Delivery> deliveries = Connector.shuffledDialogs("before-", 1_000, SEED);
        connector.publish(deliveries.subList(0, deliveries.size() / 2));
        awaitRows();
        assertThat(TopicReader.all(stack.bootstrap(), Topic.DIALOG_RESPONSES)).isEmpty();
        streamsApp.stop();

        streamsApp = startStreamsApp(true);
        connector.publish(deliveries.subList(deliveries.size() / 2, deliveries.size()));

        awaitMetrics();
    }

    @Test
    @Order(2)
    void killingTheProcessorInTheMiddleOfLateEventsChangesNothing() throws Exception {
        List<Delivery> deliveries = Connector.shuffledDialogs("killed|", 2_500, SEED + 1);
        int third = deliveries.size() / 3;
        for (int i = 0; i < deliveries.size(); i++) {
            connector.publish(deliveries.get(i));
            if (i == third || i == 2 * third) {
                streamsApp.kill();
                streamsApp = startStreamsApp(true);
            }
            if (i % 20 == 0) {
                // About 10,000 events a second, so that the kill finds them in the middle of everything.
                LockSupport.parkNanos(2_000_000);
            }
        }
        connector.flush();

        awaitMetrics();
    }

    @Test
    @Order(3)
    void refusesToGoOnWithoutThemAndSaysWhichSettingToChange() throws Exception {
        streamsApp.stop();
        streamsApp = startStreamsApp(false);

        assertThat(streamsApp.awaitEnd()).isEqualTo(1);

        assertThat(streamsApp.output()).contains("streams-app.metrics.enabled is false");
    }

    private static JavaProcess startStreamsApp(boolean metrics) throws IOException {
        Path settings = stack.settingsFile(
                "streams-app",
                Map.of(
                        "streams-app.state-dir",
                        directory.resolve("state").toString(),
                        "streams-app.instance-id",
                        "streams-app-1",
                        "streams-app.metrics.enabled",
                        metrics,
                        "streams-app.http.port",
                        0));
        return JavaProcess.start(
                StreamsAppMain.class, directory.resolve("streams-app.log"), "--config", settings.toString());
    }

    private static void awaitRows() {
        Map<String, Map<String, Object>> expected = connector.expectedRows();
        Awaitility.await("the rows to be the fold of all events")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    Map<String, Map<String, Object>> rows = new HashMap<>();
                    last(Topic.DIALOGS, DialogRow.class)
                            .forEach((dialogId, row) -> rows.put(dialogId, RowColumns.of(row)));
                    assertThat(rows).isEqualTo(expected);
                });
    }

    private static void awaitMetrics() {
        awaitRows();
        Map<String, DialogResponse> responses = expectedResponses();
        Awaitility.await("responses and rollups to be those of the batch")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(last(Topic.DIALOG_RESPONSES, DialogResponse.class))
                            .isEqualTo(responses);
                    MetricsReference.requireRollupsOf(
                            last(Topic.DIALOGS, DialogRow.class).values(),
                            last(Topic.DIALOG_METRICS, DialogMetrics.class));
                });
    }

    private static Map<String, DialogResponse> expectedResponses() {
        Map<String, DialogResponse> responses = new HashMap<>();
        connector.published().forEach((dialogId, events) -> {
            Map<EventPosition, DialogEvent> timeline = new TreeMap<>();
            events.forEach(event -> timeline.putIfAbsent(event.position(), event));
            QuestionFold.all(dialogId, timeline.values().iterator())
                    .forEach(question -> responses.put(
                            new ResponseKey(dialogId, question.eventId()).toString(),
                            ResponseCodec.encode(dialogId, question, LineFacts.NONE)));
        });
        return responses;
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
