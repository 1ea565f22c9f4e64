package io.dialogpulse.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test a reason. Each checks that the good event behind the bad one is processed. */
class RejectedEventsTest {
    private static final Instant AT = Instant.ofEpochMilli(1_790_000_000_000L);

    @TempDir
    Path stateDir;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(stateDir);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void undecodableWhenNotInTheWireFormat() {
        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                "{\"eventId\":1}".getBytes(UTF_8),
                RejectReason.UNDECODABLE,
                "wire format");
        rejects(Topic.DIALOG_MESSAGES, "d1", new byte[0], RejectReason.UNDECODABLE, "wire format");
    }

    @Test
    void undecodableWhenNotAvroOfItsSchema() {
        byte[] good = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", AT));

        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                Arrays.copyOf(good, good.length / 2),
                RejectReason.UNDECODABLE,
                "cannot be read as io.dialogpulse.events.MessageEvent");
        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                Arrays.copyOf(good, good.length + 1),
                RejectReason.UNDECODABLE,
                "left over");
    }

    @Test
    void undecodableForAnyGarbageBehindAGoodHeader() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] header = Arrays.copyOf(harness.bytes(Topic.DIALOG_MESSAGES, message("e1", AT)), 5);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[5 + random.nextInt(200)];
            random.nextBytes(garbage);
            System.arraycopy(header, 0, garbage, 0, 5);

            harness.publish(Topic.DIALOG_MESSAGES, "d1".getBytes(UTF_8), garbage);
        }

        assertThat(harness.deadLetters())
                .as("seed %d", seed)
                .hasSize(2_000)
                .allSatisfy(letter -> assertThat(letter.headers()
                                .lastHeader(DeadLetterHeaders.DETAIL)
                                .value())
                        .hasSizeLessThan(5_000));
        processesGoodEvents();
    }

    @Test
    void undecodableWhenTheTopicHoldsAnotherRecord() {
        byte[] status = harness.bytes(Topic.DIALOG_STATUSES, rated(5));

        rejects(Topic.DIALOG_MESSAGES, "d1", status, RejectReason.UNDECODABLE, "StatusEvent");
    }

    @Test
    void unknownSchemaWhenTheRegistryDoesNotHaveTheId() {
        byte[] value = ByteBuffer.allocate(20).put((byte) 0).putInt(4_711).array();

        rejects(Topic.DIALOG_MESSAGES, "d1", value, RejectReason.UNKNOWN_SCHEMA, "id 4711");
    }

    @Test
    void unknownChangeWhenANewerConnectorSendsOne() throws Exception {
        Schema snoozed = SchemaBuilder.record("Snoozed")
                .namespace("io.dialogpulse.events")
                .fields()
                .requiredLong("untilMs")
                .endRecord();
        GenericRecord change = new GenericData.Record(snoozed);
        change.put("untilMs", 1L);

        rejects(
                Topic.DIALOG_STATUSES,
                "d1",
                newerStatusEvent(snoozed, change),
                RejectReason.UNKNOWN_CHANGE,
                "io.dialogpulse.events.Snoozed");
    }

    @Test
    void unknownChangeForAnUnknownSymbol() {
        MessageEvent event = message("e1", AT);
        event.getAuthor().put("role", Role.UNKNOWN);

        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                harness.bytes(Topic.DIALOG_MESSAGES, event),
                RejectReason.UNKNOWN_CHANGE,
                "author.role");
    }

    @Test
    void missingValue() {
        rejects(Topic.DIALOG_STATUSES, "d1", null, RejectReason.MISSING_VALUE, "null");
    }

    @Test
    void wrongKey() {
        byte[] value = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", AT));

        rejects(Topic.DIALOG_MESSAGES, "other", value, RejectReason.WRONG_KEY, "\"other\"");
        rejects(Topic.DIALOG_MESSAGES, null, value, RejectReason.WRONG_KEY, "the key is null");
    }

    @Test
    void theSameHoldsForEventsOfLines() {
        LineEvent unnamed = new LineEvent("e1", "l1", AT, new LineRenamed("x".repeat(257)));
        LineEvent deleted = new LineEvent("e1", "l1", AT.plus(Duration.ofDays(400)), new LineDeleted());

        rejects(Topic.LINE_EVENTS, "l1", null, RejectReason.MISSING_VALUE, "null");
        rejects(Topic.LINE_EVENTS, "l1", new byte[] {1}, RejectReason.UNDECODABLE, "wire format");
        rejects(
                Topic.LINE_EVENTS,
                "l1",
                harness.bytes(Topic.LINE_EVENTS, unnamed),
                RejectReason.BAD_FIELD,
                "lineName has 257 characters");
        rejects(
                Topic.LINE_EVENTS,
                "l1",
                harness.bytes(Topic.LINE_EVENTS, deleted),
                RejectReason.BAD_TIME,
                "occurredAt");
        rejects(Topic.LINE_EVENTS, "l2", harness.bytes(Topic.LINE_EVENTS, unnamed), RejectReason.WRONG_KEY, "lineId");
        assertThat(harness.written(Topic.DIALOG_LINE_FACTS)).isEmpty();
    }

    @Test
    void wrongKeyWhenItsBytesOnlyReadLikeTheId() {
        MessageEvent event = message("e1", AT);
        event.setDialogId("\uFFFD");

        harness.publish(Topic.DIALOG_MESSAGES, new byte[] {(byte) 0xFF}, harness.bytes(Topic.DIALOG_MESSAGES, event));

        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(RejectReason.WRONG_KEY.name()));
        processesGoodEvents();
    }

    @Test
    void wrongPartition(@TempDir Path another) {
        try (var firstOfTwelve = new TopologyHarness(another, 12)) {
            byte[] value = firstOfTwelve.bytes(Topic.DIALOG_MESSAGES, message("e1", AT));

            firstOfTwelve.publish(Topic.DIALOG_MESSAGES, "d1".getBytes(UTF_8), value);

            assertThat(firstOfTwelve.rows()).isEmpty();
            assertThat(firstOfTwelve.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(RejectReason.WRONG_PARTITION.name());
                assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains("partition 0", "murmur2");
            });
        }
    }

    @Test
    void badField() {
        byte[] emptyId = harness.bytes(Topic.DIALOG_MESSAGES, message("", AT));
        byte[] rating = harness.bytes(Topic.DIALOG_STATUSES, rated(6));

        rejects(Topic.DIALOG_MESSAGES, "d1", emptyId, RejectReason.BAD_FIELD, "eventId is empty");
        rejects(Topic.DIALOG_STATUSES, "d1", rating, RejectReason.BAD_FIELD, "rating is 6");
    }

    @Test
    void badTime() {
        Instant ahead = TopologyHarness.RECEIVED.plus(Duration.ofHours(24)).plusMillis(1);
        byte[] future = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", ahead));
        byte[] past = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", Instant.parse("1999-12-31T23:59:59.999Z")));

        rejects(Topic.DIALOG_MESSAGES, "d1", future, RejectReason.BAD_TIME, "occurredAt");
        rejects(Topic.DIALOG_MESSAGES, "d1", past, RejectReason.BAD_TIME, "occurredAt");
    }

    @Test
    void namesEveryBrokenRuleInTheDetail() {
        MessageEvent event = message("", AT);
        event.put("attachments", -1);

        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                harness.bytes(Topic.DIALOG_MESSAGES, event),
                RejectReason.BAD_FIELD,
                "eventId is empty; attachments is -1, less than 0");
    }

    private void rejects(
            Topic topic, @Nullable String key, byte @Nullable [] value, RejectReason reason, String inDetail) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        double before = counted(reason);

        harness.publish(topic, keyBytes, value);

        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(keyBytes);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(reason.name());
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains(inDetail);
            assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topic.topicName());
            assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetterHeaders.OFFSET)).matches("\\d+");
            assertThat(header(letter, DeadLetterHeaders.TIMESTAMP))
                    .isEqualTo(Long.toString(TopologyHarness.RECEIVED.toEpochMilli()));
        });
        assertThat(counted(reason)).isEqualTo(before + 1);
        processesGoodEvents();
    }

    private void processesGoodEvents() {
        harness.publish(
                "good",
                new Message("e" + System.identityHashCode(new Object()), AT.toEpochMilli(), client(), "?", 0, false));

        assertThat(harness.rows()).containsOnlyKeys("good");
        assertThat(harness.deadLetters()).isEmpty();
    }

    private double counted(RejectReason reason) {
        return harness.meters
                .counter("dialogpulse.dead.letters", "reason", reason.name())
                .count();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** A StatusEvent of a schema that has one more kind of change, as the registry allows. */
    private byte[] newerStatusEvent(Schema newChange, GenericRecord change) throws Exception {
        Schema known = StatusEvent.getClassSchema();
        var changes =
                new java.util.ArrayList<>(known.getField("change").schema().getTypes());
        changes.add(newChange);
        var fields = known.getFields().stream()
                .map(field -> new Schema.Field(
                        field, field.name().equals("change") ? Schema.createUnion(changes) : field.schema()))
                .toList();
        Schema newer = Schema.createRecord("StatusEvent", null, known.getNamespace(), false, fields);
        int id = harness.client.register(Topic.DIALOG_STATUSES.subject(), new AvroSchema(newer));

        GenericRecord event = new GenericData.Record(newer);
        event.put("eventId", "e1");
        event.put("dialogId", "d1");
        event.put("occurredAt", AT.toEpochMilli());
        event.put("change", change);
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(newer).write(event, encoder);
        return out.toByteArray();
    }

    private static MessageEvent message(String eventId, Instant at) {
        var author = new io.dialogpulse.events.Person(Role.CLIENT, "c1", "Анна", null);
        return new MessageEvent(eventId, "d1", at, author, "Вопрос?", 0, false);
    }

    private static StatusEvent rated(int rating) {
        return new StatusEvent("e1", "d1", AT, null, new ClientRated(rating));
    }

    private static Person client() {
        return new Person(io.dialogpulse.core.Role.CLIENT, "c1", "Анна", null);
    }
}
