package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.EventPosition;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.pipeline.Connector.Delivery;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.standalone.testing.TopicReader;
import io.dialogpulse.streams.MetricsReference;
import io.dialogpulse.streams.RowColumns;
import io.dialogpulse.streams.StreamsAppMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines are renamed and deleted and clients erased among shuffled, late and redelivered events, and the processor is
 * killed while it sweeps: what is left is compared in full with a reference.
 */
class LinePipelineTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final int BIG_LINE = 20_000;
    private static final Duration CATCH_UP = Duration.ofMinutes(4);
    private static final long T = 1_790_000_000_000L;
    private static final String RETAIL = "Розница";
    private static final String WHOLESALE = "Опт";
    private static final Map<String, String> NAMES = Map.of("line0", RETAIL, "line2", WHOLESALE);
    private static final Set<String> DELETED = Set.of("line1", "big");

    @TempDir
    static Path directory;

    private static Stack stack;
    private static Connector connector;
    private static JavaProcess streamsApp;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("LinePipelineTest seed " + SEED);
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
    void whatIsRenamedDeletedAndErasedIsSoEverywhereAlthoughTheProcessorIsKilledMeanwhile() throws Exception {
        List<Delivery> random = Connector.shuffledDialogs("random|", 3_000, SEED);
        int half = random.size() / 2;
        for (int i = 0; i < BIG_LINE; i++) {
            dialogOfTheBigLine("big-" + i).forEach(connector::publish);
        }
        connector.publish(random.subList(0, half));
        awaitDialogs("all of the big line to be there", BIG_LINE);

        changeLines();
        for (int i = 0; i < 300; i++) {
            var removed = new Change.ClientErased(Change.ClientErased.Metrics.REMOVED);
            connector.publish(new Delivery("random|" + 10 * i, new StatusChange("removed", T, null, removed)));
        }
        connector.publish(random.subList(half, half + half / 2));
        Awaitility.await("dialogs to vanish").atMost(CATCH_UP).until(() -> dialogsOfTheBigLine() < BIG_LINE);
        streamsApp.kill();
        assertThat(dialogsOfTheBigLine()).as("dialogs left when it was killed").isPositive();
        streamsApp = startStreamsApp();
        connector.publish(random.subList(half + half / 2, random.size()));

        Awaitility.await("everything to be that of the reference")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(LinePipelineTest::requireReference);
    }

    private static void changeLines() {
        connector.publish("line0", new LineEvent("r2", T + 2, new LineChange.Renamed(RETAIL)));
        connector.publish("line0", new LineEvent("r1", T + 1, new LineChange.Renamed("An earlier name, told later")));
        connector.publish("line2", new LineEvent("r1", T, new LineChange.Renamed(WHOLESALE)));
        DELETED.forEach(lineId -> connector.publish(lineId, new LineEvent("d", T, new LineChange.Deleted())));
        connector.flush();
    }

    private static List<Delivery> dialogOfTheBigLine(String dialogId) {
        Line line = new Line("big", "Большая");
        var opened = new Change.Opened(line, "vk", Direction.INBOUND, Client.UNKNOWN, null);
        Person client = new Person(Role.CLIENT, "c-" + dialogId, null, null);
        Person oleg = new Person(Role.OPERATOR, "op1", "Олег", null);
        return List.of(
                new Delivery(dialogId, new StatusChange("e0", T, null, opened)),
                new Delivery(dialogId, new Message("e1", T + 1, client, "?", 0, false)),
                new Delivery(dialogId, new Message("e2", T + 9, oleg, "!", 0, false)));
    }

    private static void awaitDialogs(String what, int count) {
        Awaitility.await(what).atMost(CATCH_UP).until(() -> dialogsOfTheBigLine() == count);
    }

    private static long dialogsOfTheBigLine() {
        return last(Topic.DIALOGS, DialogRow.class).values().stream()
                .filter(row -> "big".equals(row.getLineId()))
                .count();
    }

    private static void requireReference() {
        Map<String, DialogRow> rows = last(Topic.DIALOGS, DialogRow.class);
        LineReference reference = LineReference.of(connector.published(), rejected(), NAMES, DELETED, rows.keySet());
        Map<String, Map<String, Object>> columns = new HashMap<>();
        rows.forEach((dialogId, row) -> columns.put(dialogId, RowColumns.of(row)));

        assertThat(columns.keySet()).isEqualTo(reference.rows().keySet());
        assertThat(columns).isEqualTo(reference.rows());
        assertThat(last(Topic.DIALOG_TIMELINE, TimelineEntry.class)).isEqualTo(reference.timeline());
        assertThat(last(Topic.DIALOG_RESPONSES, DialogResponse.class)).isEqualTo(reference.responses());
        MetricsReference.requireRollupsOf(rows.values(), last(Topic.DIALOG_METRICS, DialogMetrics.class));
    }

    /** How often each event is in the dead letters, by dialog. */
    private static Map<String, Map<EventPosition, Integer>> rejected() {
        Map<String, Map<EventPosition, Integer>> rejected = new HashMap<>();
        connector
                .rejectedEvents()
                .forEach(letter -> rejected.computeIfAbsent(letter.dialogId(), _ -> new HashMap<>())
                        .merge(letter.event().position(), 1, Integer::sum));
        return rejected;
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
