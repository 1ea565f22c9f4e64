package io.dialogpulse.streams.topology;

import static io.dialogpulse.streams.topology.TestEvents.CLIENT;
import static io.dialogpulse.streams.topology.TestEvents.OLEG;
import static io.dialogpulse.streams.topology.TestEvents.T;
import static io.dialogpulse.streams.topology.TestEvents.change;
import static io.dialogpulse.streams.topology.TestEvents.message;
import static io.dialogpulse.streams.topology.TestEvents.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.ResponseOutcome;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.MetricsReference;
import io.dialogpulse.streams.codec.ResponseCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses and rollups: always what a batch over all events and rows would give. */
class MetricsTopologyTest extends TopologyTest {
    @Test
    void aQuestionIsOpenUntilItIsAnswered() {
        harness.publish("a|b", opened("sales", 0));
        harness.publish("a|b", message("e1", 10, CLIENT));

        assertThat(response("a%7Cb|e1")).satisfies(open -> {
            assertThat(open.getOutcome()).isEqualTo(ResponseOutcome.OPEN);
            assertThat(open.getDialogId()).isEqualTo("a|b");
            assertThat(open.getLineName()).isEqualTo("Line sales");
            assertThat(open.getResponseMs()).isNull();
            assertThat(open.getOperatorId()).isNull();
        });

        harness.publish("a|b", message("e2", 70, OLEG));

        assertThat(response("a%7Cb|e1")).satisfies(answered -> {
            assertThat(answered.getOutcome()).isEqualTo(ResponseOutcome.ANSWERED);
            assertThat(answered.getResponseMs()).isEqualTo(60);
            assertThat(answered.getAnsweredById()).isEqualTo("op1");
            assertThat(answered.getOperatorName()).isEqualTo("Олег");
            assertThat(answered.getIsFirst()).isTrue();
        });
    }

    @Test
    void aLateMessageThatTakesAQuestionOverLeavesATombstone() {
        harness.publish("d", message("e1", 10, CLIENT));
        harness.publish("d", message("e2", 70, OLEG));
        harness.responses();

        harness.publish("d", message("e0", 5, CLIENT));

        List<KeyValue<String, byte[]>> written = harness.written(Topic.DIALOG_RESPONSES);
        assertThat(written).extracting(record -> record.key).containsExactly("d|e0", "d|e1");
        assertThat(written.getLast().value).isNull();
    }

    @Test
    void anEventThatConcernsNoQuestionWritesNone() {
        harness.publish("d", message("e1", 10, CLIENT));
        harness.responses();

        harness.publish("d", message("e2", 20, CLIENT));
        harness.publish("d", change("e3", 30, new Change.ClientRated(5)));

        assertThat(harness.written(Topic.DIALOG_RESPONSES)).isEmpty();
    }

    @Test
    void aDialogThatMovesToAnotherOperatorLeavesItsRollupWhichIsTombstonedWhenEmpty() {
        harness.publish("d", opened("sales", 0));
        harness.letTimePass();
        assertThat(harness.rollups()).containsOnlyKeys(T + "|sales|vk|");

        harness.publish("d", change("e1", 10, new Change.Accepted(new Operator("op1", null, null))));
        harness.letTimePass();

        List<KeyValue<String, byte[]>> written = harness.written(Topic.DIALOG_METRICS);
        assertThat(written)
                .extracting(record -> record.key)
                .containsExactlyInAnyOrder(T + "|sales|vk|", T + "|sales|vk|op1");
        assertThat(written.stream().filter(record -> record.value == null).map(record -> record.key))
                .containsExactly(T + "|sales|vk|");
    }

    @Test
    void aRollupIsPublishedOnceAnIntervalHoweverOftenItsDialogsChange() {
        for (int i = 0; i < 50; i++) {
            for (int event = 0; event < 10; event++) {
                harness.publish("d" + i, message("e" + event, event, event % 2 == 0 ? CLIENT : OLEG));
            }
        }

        harness.letTimePass();

        assertThat(harness.written(Topic.DIALOG_CONTRIBUTIONS)).hasSize(50);
        assertThat(harness.written(Topic.DIALOG_METRICS)).hasSize(1);
    }

    @Test
    void aQuietHourIsNotPublishedAgain() {
        harness.publish("d", message("e1", 10, CLIENT));
        harness.letTimePass();
        harness.rollups();

        harness.publish("d", change("e2", 10, new Change.Pinned(true)));
        harness.publish("d", change("e3", 3_600_000, new Change.Pinned(false)));
        harness.letTimePass();

        assertThat(harness.written(Topic.DIALOG_METRICS)).isEmpty();
    }

    @Test
    void shuffledAndRedeliveredEventsGiveTheResponsesAndRollupsOfABatch() {
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        Map<String, List<DialogEvent>> events = publishShuffled(harness, 300, seed);

        harness.letTimePass();

        requireBatch(events, seed);
    }

    @Test
    void dialogsThatWereThereBeforeGetTheirResponsesAndRollups() throws Exception {
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        Map<String, List<DialogEvent>> events;
        Path before = stateDir.resolveSibling(stateDir.getFileName() + "-before");
        try (var without = new TopologyHarness(before, 1, Optional.empty())) {
            events = publishShuffled(without, 700, seed);
            assertThat(without.rows()).hasSize(700);
            for (String store : List.of("dialogs", "timeline")) {
                copy(without.store(store), harness.store(store));
            }
        }

        harness.letTimePass();

        Map<String, DialogResponse> responses = harness.responses();
        assertThat(responses).as("seed %d", seed).isEqualTo(expectedResponses(events));
        assertThat(harness.rollups().values().stream()
                        .mapToLong(DialogMetrics::getCreatedCount)
                        .sum())
                .isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 2})
    void theStateOfAFormerVersionIsReadAndItsOpenQuestionFound(byte format) throws IOException {
        harness.publish("d", message("e1", 10, CLIENT));
        KeyValueStore<Bytes, byte[]> dialogs = harness.store("dialogs");
        Bytes key = Bytes.wrap("d".getBytes(StandardCharsets.UTF_8));
        dialogs.put(key, former(dialogs.get(key), format));
        harness.responses();

        harness.publish("d", message("e2", 70, OLEG));

        assertThat(harness.responses()).containsOnlyKeys("d|e1");
    }

    private static byte[] former(byte[] stored, byte format) throws IOException {
        Schema row = new SchemaParser()
                .parse(DialogRow.class.getResourceAsStream("/released/dialogs-value/1.avsc"))
                .mainSchema();
        var rest = new ByteArrayInputStream(stored, 1, stored.length - 1);
        var reader = new GenericDatumReader<GenericRecord>(DialogRow.getClassSchema(), row);
        var former = new ByteArrayOutputStream();
        former.write(format);
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(former, null);
        new GenericDatumWriter<GenericRecord>(row)
                .write(reader.read(null, DecoderFactory.get().directBinaryDecoder(rest, null)), encoder);
        byte[] memory = rest.readAllBytes();
        // Formats ended before the erasure (two null branches), format 1 before the eventId (a branch, a length, and
        // "e1").
        former.write(memory, 0, memory.length - (format == 1 ? 6 : 2));
        return former.toByteArray();
    }

    private void requireBatch(Map<String, List<DialogEvent>> events, long seed) {
        assertThat(harness.responses()).as("seed %d", seed).isEqualTo(expectedResponses(events));
        MetricsReference.requireRollupsOf(harness.rows().values(), harness.rollups());
    }

    private static Map<String, DialogResponse> expectedResponses(Map<String, List<DialogEvent>> events) {
        Map<String, DialogResponse> responses = new HashMap<>();
        events.forEach((dialogId, ofDialog) -> {
            List<DialogEvent> sorted = new ArrayList<>(ofDialog);
            sorted.sort(Comparator.comparing(DialogEvent::position));
            QuestionFold.all(dialogId, sorted.iterator())
                    .forEach(question -> responses.put(
                            new ResponseKey(dialogId, question.eventId()).toString(),
                            ResponseCodec.encode(dialogId, question, LineFacts.NONE)));
        });
        return responses;
    }

    private static Map<String, List<DialogEvent>> publishShuffled(TopologyHarness harness, int dialogs, long seed) {
        Random random = new Random(seed);
        RandomHistories histories = new RandomHistories(random);
        Map<String, List<DialogEvent>> events = new HashMap<>();
        List<Map.Entry<String, DialogEvent>> deliveries = new ArrayList<>();
        for (int i = 0; i < dialogs; i++) {
            String dialogId = "dialog|" + i;
            events.put(dialogId, histories.events(20));
            histories
                    .redelivered(Objects.requireNonNull(events.get(dialogId)))
                    .forEach(event -> deliveries.add(Map.entry(dialogId, event)));
        }
        Collections.shuffle(deliveries, random);
        for (int i = 0; i < deliveries.size(); i++) {
            harness.publish(deliveries.get(i).getKey(), deliveries.get(i).getValue());
            if (i % 1_000 == 0) {
                harness.letTimePass();
            }
        }
        return events;
    }

    private static void copy(KeyValueStore<Bytes, byte[]> from, KeyValueStore<Bytes, byte[]> to) {
        try (var entries = from.all()) {
            entries.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    private DialogResponse response(String key) {
        return Objects.requireNonNull(harness.responses().get(key));
    }
}
