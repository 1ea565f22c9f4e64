package io.dialogpulse.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Bytes that are no event that the processor knows. One test a reason. */
class UnreadableEventsTest extends RejectionTest {
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
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
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
}
