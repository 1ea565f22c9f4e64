package io.dialogpulse.warehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.warehouse.testing.TemporaryPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables and views in a real PostgreSQL. */
class WarehouseDatabaseTest {
    private static final Path DASHBOARD = Path.of("..", "docker", "grafana", "dashboards", "dialog-pulse.json");
    private static final String CLUSTER = "cluster-a";

    private static TemporaryPostgres postgres;

    private WarehouseDatabase database =
            new WarehouseDatabase(PostgresAddress.parse("postgresql://nobody@localhost/none"), "pulse");

    @BeforeAll
    static void start() throws IOException {
        postgres = TemporaryPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("DROP SCHEMA IF EXISTS pulse CASCADE");
        database = new WarehouseDatabase(PostgresAddress.parse(postgres.address()), "pulse");
    }

    @Test
    void shouldGoOnWithTheSameFillings() throws SQLException {
        Map<Table, String> fillings = database.prepare(CLUSTER);
        execute(dialog("d1"));

        assertThat(database.prepare(CLUSTER)).isEqualTo(fillings);
        assertThat(query("SELECT count(*) FROM pulse.dialogs")).isEqualTo("1");
    }

    @Test
    void shouldFillADroppedTableAnewAndOnlyThat() throws SQLException {
        Map<Table, String> before = database.prepare(CLUSTER);
        execute("DROP TABLE pulse.dialogs CASCADE");

        Map<Table, String> after = database.prepare(CLUSTER);

        before.forEach((table, filling) -> {
            if (table.name().equals("dialogs")) {
                assertThat(after).doesNotContainEntry(table, filling);
            } else {
                assertThat(after).containsEntry(table, filling);
            }
        });
        assertThat(query("SELECT count(*) FROM pulse.waiting_now")).isEqualTo("0");
    }

    @Test
    void shouldEmptyTablesThatMayHaveMissedDeletions() throws SQLException {
        Map<Table, String> before = database.prepare(CLUSTER);
        execute(dialog("deleted-meanwhile"));
        execute("UPDATE pulse.dialogpulse_filling SET up_to_date_at = now() - interval '7 days'");

        assertThat(database.prepare(CLUSTER).values()).doesNotContainAnyElementsOf(before.values());
        assertThat(query("SELECT count(*) FROM pulse.dialogs")).isEqualTo("0");
    }

    @Test
    void shouldRefuseTablesOfAnotherKafka() throws SQLException {
        database.prepare(CLUSTER);

        assertThatThrownBy(() -> database.prepare("cluster-b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema pulse")
                .hasMessageContaining("another Kafka cluster");
    }

    @Test
    void shouldAddColumnsThatAreMissing() throws SQLException {
        database.prepare(CLUSTER);
        execute("ALTER TABLE pulse.dialogs DROP COLUMN \"pageUrl\"");
        execute("COMMENT ON TABLE pulse.dialogpulse_filling IS 'definitions of an older version'");

        database.prepare(CLUSTER);

        assertThat(query("SELECT count(\"pageUrl\") FROM pulse.dialogs")).isEqualTo("0");
    }

    @Test
    void shouldDocumentEveryColumn() throws SQLException {
        database.prepare(CLUSTER);

        assertThat(query("""
                SELECT count(*) FROM information_schema.columns
                WHERE table_schema = 'pulse' AND table_name = ANY (ARRAY['dialogs', 'dialog_timeline'])
                  AND col_description((quote_ident(table_schema) || '.' || table_name)::regclass, ordinal_position)
                      IS NULL""")).isEqualTo("0");
        assertThat(query("SELECT obj_description('pulse.dialogs'::regclass)"))
                .startsWith("Topic dialogs: The current row of a dialog.");
    }

    @Test
    void shouldGiveFirstResponsesByOperatorAndDayOfTheReader() throws SQLException {
        database.prepare(CLUSTER);
        for (int i = 1; i <= 10; i++) {
            execute(answered("d" + i, "2026-11-22T22:30:00Z", i * 1000L));
        }
        execute(answered("spam", "2026-11-22T22:30:00Z", 999_000));
        execute("UPDATE pulse.dialogs SET spam = true WHERE \"dialogId\" = 'spam'");

        String view =
                "SELECT concat_ws('|', day, operator_id, operator_name, answered_dialogs, average_ms, p50_ms, p90_ms)"
                        + " FROM pulse.first_response_by_operator_and_day";
        assertThat(query("SET TIME ZONE 'UTC'", view)).isEqualTo("2026-11-22|op1|Oleg|10|5500|5000|9000");
        assertThat(query("SET TIME ZONE 'Europe/Moscow'", view)).isEqualTo("2026-11-23|op1|Oleg|10|5500|5000|9000");
    }

    @Test
    void shouldGiveAnswersByWhoAnsweredThem() throws SQLException {
        database.prepare(CLUSTER);
        for (int i = 1; i <= 10; i++) {
            execute(answer("q" + i, i <= 2 ? "op2" : "op1", i * 1000L));
        }
        execute(answer("open", "op1", 999_000));
        execute("UPDATE pulse.dialog_responses SET outcome = 'OPEN' WHERE \"eventId\" = 'open'");

        assertThat(query(
                        "SET TIME ZONE 'UTC'",
                        "SELECT concat_ws('|', day, operator_id, operator_name, answers, for_others, average_ms, p50_ms,"
                                + " p90_ms) FROM pulse.answers_by_operator_and_day"))
                .isEqualTo("2026-11-22|op1|Oleg|10|2|5500|5000|9000");
    }

    @Test
    void shouldGiveTheShareAnsweredWithinALimit() throws SQLException {
        database.prepare(CLUSTER);
        execute(answered("in-time", "2026-11-22T09:00:00Z", 60_000));
        execute(answered("late", "2026-11-22T10:00:00Z", 60_001));
        execute(answered("closed-unanswered", "2026-11-22T11:00:00Z", 5_000));
        execute("UPDATE pulse.dialogs SET \"operatorRepliedAt\" = NULL WHERE \"dialogId\" = 'closed-unanswered'");
        execute(waiting("waits-too-long", "now() - interval '2 minutes'"));
        execute(waiting("waits-since-now", "now()"));
        execute("UPDATE pulse.dialogs SET \"createdAt\" = '2026-11-22T12:00:00Z' WHERE \"dialogId\" LIKE 'waits%'");

        assertThat(query(
                        "SET TIME ZONE 'UTC'",
                        "SELECT concat_ws('|', day, line_id, line_name, dialogs, in_time, share)"
                                + " FROM pulse.answered_within(interval '1 minute')"))
                .isEqualTo("2026-11-22|1|Sales|4|1|0.25");
    }

    @Test
    void shouldGiveTheShareAnsweredBeforeItWasDue() throws SQLException {
        database.prepare(CLUSTER);
        for (String question : List.of("in-time", "late", "dropped", "overdue", "waits", "without-target")) {
            execute(answer(question, "op1", 1_000));
        }
        due("in-time", "'2026-11-22T10:00:01Z'");
        due("late", "'2026-11-22T10:00:00Z'");
        due("dropped", "'2026-11-22T10:00:01Z', \"answeredAt\" = NULL, \"closedAt\" = '2026-11-22T11:00:00Z'");
        due("overdue", "now() - interval '1 minute', \"answeredAt\" = NULL, outcome = 'OPEN'");
        due("waits", "now() + interval '1 minute', \"answeredAt\" = NULL, outcome = 'OPEN'");

        assertThat(query("SELECT concat_ws('|', day, questions, in_time, share) FROM pulse.answered_in_time"))
                .isEqualTo("2026-11-22|4|1|0.25");
    }

    private static void due(String eventId, String dueAt) throws SQLException {
        execute("UPDATE pulse.dialog_responses SET \"dueAt\" = " + dueAt + " WHERE \"eventId\" = '" + eventId + "'");
    }

    @Test
    void shouldGiveBusyHoursAndWhoWaits() throws SQLException {
        database.prepare(CLUSTER);
        execute(answered("monday", "2026-11-23T06:15:00Z", 1_000));
        execute(waiting("w1", "now() - interval '2 minutes'"));
        execute(waiting("w2", "now() - interval '1 minute'"));
        execute("UPDATE pulse.dialogs SET direction = 'OUTBOUND' WHERE \"dialogId\" LIKE 'w%'");

        assertThat(query(
                        "SET TIME ZONE 'Europe/Moscow'",
                        "SELECT concat_ws('|', weekday, hour, dialogs, client_messages) FROM pulse.busiest_hours"))
                .isEqualTo("1|9|1|1");
        assertThat(query("SELECT string_agg(dialog_id, ',') FROM pulse.waiting_now"))
                .isEqualTo("w1,w2");
    }

    @Test
    void everyQuestionOfTheDashboardIsAnswered() throws Exception {
        database.prepare(CLUSTER);
        execute(answered("d1", "2026-11-22T09:00:00Z", 60_000));
        List<String> answered = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                // What Grafana itself does with its macro and the dashboard's variable.
                String sql = target.get("rawSql")
                        .asText()
                        .replaceAll(
                                "\\$__timeFilter\\((.*?)\\)",
                                "$1 BETWEEN '2026-11-01T00:00:00Z' AND '2026-12-01T00:00:00Z'")
                        .replace("$limit", "1 minute");
                assertThat(sql).doesNotContain("$");
                query("SET search_path TO pulse", sql);
                answered.add(panel.get("title").asText());
            }
        }
        assertThat(answered).hasSize(9);
    }

    private static String dialog(String id) {
        return """
                INSERT INTO pulse.dialogs ("dialogId", number, "lineId", "lineName", direction, status, "detailedStatus", spam,
                  "participantIds", crm, "formFilled", "historyRequested", pinned, "createdAt", "modifiedAt", "messageCount",
                  "clientMessageCount", "operatorMessageCount", "responseCount", "transferCount", "reopenCount", "eventCount")
                VALUES ('%s', 1, '1', 'Sales', 'INBOUND', 'CLIENT_WAITING', 'NEW', false, '{}', '[]', false, false, false,
                  now(), now(), 1, 1, 0, 0, 0, 0, 1)""".formatted(id);
    }

    private static String answered(String id, String createdAt, long firstResponseMs) {
        return dialog(id) + """
                ;UPDATE pulse.dialogs SET "operatorId" = 'op1', "operatorName" = 'Oleg', "createdAt" = '%2$s',
                  "operatorRepliedAt" = '%2$s', "firstResponseMs" = %3$d WHERE "dialogId" = '%1$s'""".formatted(id, createdAt, firstResponseMs);
    }

    private static String answer(String eventId, String operatorId, long responseMs) {
        return """
                INSERT INTO pulse.dialog_responses (key, "dialogId", "eventId", direction, "operatorId", "answeredById",
                  "answeredByName", "questionAt", "answeredAt", "responseMs", "isFirst", outcome)
                VALUES ('d1|%1$s', 'd1', '%1$s', 'INBOUND', '%2$s', 'op1', 'Oleg', '2026-11-22T09:00:00Z', '2026-11-22T10:00:00Z', %3$d,
                  false, 'ANSWERED')""".formatted(eventId, operatorId, responseMs);
    }

    private static String waiting(String id, String since) {
        return dialog(id)
                + ";UPDATE pulse.dialogs SET \"openQuestionAt\" = %s WHERE \"dialogId\" = '%s'".formatted(since, id);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        return query("SET TIME ZONE 'UTC'", sql);
    }

    /** The first column of the only row, or of the first. */
    private static String query(String before, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(before);
            try (ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? String.valueOf(row.getString(1)) : "no row";
            }
        }
    }
}
