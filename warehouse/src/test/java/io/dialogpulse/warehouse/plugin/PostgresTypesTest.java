package io.dialogpulse.warehouse.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PostgresTypesTest {
    private static final Schema KEY =
            SchemaBuilder.struct().field("dialogId", Schema.STRING_SCHEMA).build();
    private static final Schema LINK = SchemaBuilder.struct()
            .field("type", Schema.STRING_SCHEMA)
            .field("url", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("Row")
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("createdAt", Timestamp.SCHEMA)
            .field("closedAt", Timestamp.builder().optional().build())
            .field("participantIds", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field("crm", SchemaBuilder.array(LINK).build())
            .build();

    private final PostgresTypes<SinkRecord> types = new PostgresTypes<>();

    @Test
    @SuppressWarnings("JavaUtilDate") // it is what Connect has
    void shouldMakeTimesOfTheirZoneAndListsOfRecordsJson() {
        Struct row = new Struct(ROW)
                .put("text", "plain")
                .put("createdAt", Date.from(Instant.parse("2026-11-22T09:00:00.120Z")))
                .put("participantIds", List.of("op1", "op2"))
                .put("crm", List.of(new Struct(LINK).put("type", "DEAL")));

        Struct translated = (Struct) types.apply(record("d1", row)).value();

        assertThat(translated.getString("text")).isEqualTo("plain");
        assertThat(translated.getString("createdAt")).isEqualTo("2026-11-22T09:00:00.120Z");
        assertThat(translated.get("closedAt")).isNull();
        assertThat(translated.getArray("participantIds")).isEqualTo(List.of("op1", "op2"));
        assertThat(translated.getString("crm")).isEqualTo("[{\"type\":\"DEAL\",\"url\":null}]");
        assertThat(translated.schema().field("createdAt").schema().name()).isEqualTo("io.debezium.time.ZonedTimestamp");
        assertThat(translated.schema().field("closedAt").schema().isOptional()).isTrue();
        assertThat(translated.schema().field("crm").schema().name()).isEqualTo("io.debezium.data.Json");
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void shouldReplaceTheCharacterThatPostgresCannotStore() {
        Struct row = new Struct(ROW)
                .put("text", "a\0b")
                .put("createdAt", Date.from(Instant.EPOCH))
                .put("participantIds", List.of("op\0"))
                .put("crm", List.of(new Struct(LINK).put("type", "DEAL").put("url", "\0")));

        SinkRecord translated = types.apply(record("d\0", row));

        assertThat(((Struct) translated.key()).getString("dialogId")).isEqualTo("d\uFFFD");
        Struct value = (Struct) translated.value();
        assertThat(value.getString("text")).isEqualTo("a\uFFFDb");
        assertThat(value.getArray("participantIds")).isEqualTo(List.of("op\uFFFD"));
        assertThat(value.getString("crm")).contains("\uFFFD").doesNotContain("u0000");
    }

    @Test
    void shouldPassATombstone() {
        SinkRecord tombstone = new SinkRecord("dialogs", 0, KEY, new Struct(KEY).put("dialogId", "d\0"), null, null, 7);

        SinkRecord translated = types.apply(tombstone);

        assertThat(translated.value()).isNull();
        assertThat(translated.valueSchema()).isNull();
        assertThat(((Struct) translated.key()).getString("dialogId")).isEqualTo("d\uFFFD");
    }

    private static SinkRecord record(String key, Struct row) {
        return new SinkRecord("dialogs", 0, KEY, new Struct(KEY).put("dialogId", key), ROW, row, 7);
    }
}
