package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import io.dialogpulse.schemas.Partitioning;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.standalone.warehouse.WarehouseProcess;
import io.dialogpulse.streams.RowColumns;
import io.dialogpulse.streams.StreamsApp;
import io.dialogpulse.warehouse.database.PostgresAddress;
import io.dialogpulse.warehouse.database.Table;
import io.dialogpulse.warehouse.testing.TemporaryPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantee: the tables in PostgreSQL become what the topics say, column by column, whatever stops in between. One
 * installation lives through all tests: each adds to what is there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WarehouseTest {
    private static final long SEED = new Random().nextLong();
    private static final Duration CATCH_UP = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static final Set<String> DELETED = new HashSet<>();
    private static final ByteArrayOutputStream NEWS = new ByteArrayOutputStream();

    private static Stack stack;
    private static TemporaryPostgres postgres;
    private static StreamsApp streamsApp;
    private static Connector connector;
    private static WarehouseProcess warehouse;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("WarehouseTest seed " + SEED);
        stack = Stack.start(directory.resolve("stack"));
        postgres = TemporaryPostgres.start();
        streamsApp = StreamsApp.start(stack.settings(Map.of(
                "streams-app.state-dir",
                directory.resolve("state").toString(),
                "streams-app.instance-id",
                "streams-app-1",
                "streams-app.http.port",
                0)));
        connector = new Connector(stack);
        warehouse = WarehouseProcess.start(
                directory.resolve("warehouse"),
                PostgresAddress.parse(postgres.address()),
                stack.bootstrap(),
                stack.registryUrl(),
                new PrintStream(NEWS, true, StandardCharsets.UTF_8),
                Duration.ofSeconds(1));
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {warehouse, connector, streamsApp, postgres, stack}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    @Order(1)
    void theRowsAreThoseOfTheFold() {
        connector.publish(Connector.shuffledDialogs("first|", 300, SEED));

        awaitTables();
    }

    @Test
    @Order(2)
    void aWorkerThatIsKilledGoesOnWhereItWasAndMissesNoUpdateAndNoDeletion() {
        List<Connector.Delivery> deliveries = Connector.shuffledDialogs("second-", 150, SEED + 1);
        int half = deliveries.size() / 2;
        connector.publish(deliveries.subList(0, half));
        long killed = warehouse.process().pid();
        assertThat(warehouse.process().destroyForcibly()).isTrue();
        delete(IntStream.range(0, 100).mapToObj(i -> "first|" + i).toList());
        connector.publish(deliveries.subList(half, deliveries.size()));

        awaitTables();

        assertThat(warehouse.process().pid()).isNotEqualTo(killed);
    }

    @Test
    @Order(3)
    void aDatabaseThatWasAwayIsToldOfAndFilledWhenItIsBack() throws Exception {
        postgres.stopServer();
        connector.publish(Connector.shuffledDialogs("third-", 100, SEED + 3));
        awaitNews("not filled: ");
        postgres.startServer();

        awaitTables();
    }

    @Test
    @Order(4)
    void aTableThatWasDroppedIsFilledFromTheStart() throws Exception {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE dialogs CASCADE");
        }
        ProcessHandle process = warehouse.process();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();

        awaitTables();
    }

    @Test
    @Order(5)
    void thePasswordIsInNoLogAndInNoListOfProcesses() throws Exception {
        assertThat(Files.readString(directory.resolve("warehouse").resolve("warehouse.log")))
                .doesNotContain(postgres.password());
        assertThat(NEWS.toString(StandardCharsets.UTF_8)).doesNotContain(postgres.password());
        assertThat(warehouse.process().info().commandLine().orElseThrow()).doesNotContain(postgres.password());
    }

    /** Publishes what a deleted line leaves behind: tombstones for the rows of dialogs and for their history. */
    private static void delete(List<String> dialogs) {
        DELETED.addAll(dialogs);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topic.DIALOGS.topicName()).size();
            for (String dialog : dialogs) {
                sent.add(producer.send(new ProducerRecord<>(Topic.DIALOGS.topicName(), dialog, null)));
            }
            TopicState.of(Topic.DIALOG_TIMELINE, stack).forEach((key, entry) -> {
                String dialog = entry.get("dialogId").toString();
                if (DELETED.contains(dialog)) {
                    int partition = Partitioning.of(dialog.getBytes(StandardCharsets.UTF_8), partitions);
                    sent.add(producer.send(
                            new ProducerRecord<>(Topic.DIALOG_TIMELINE.topicName(), partition, key, null)));
                }
            });
            producer.flush();
        }
        sent.forEach(Futures::getUnchecked);
    }

    /** Waits until the topics hold the fold of all that was published, and the tables what the topics say. */
    private static void awaitTables() {
        Map<String, Map<String, Object>> fold = connector.expectedRows();
        fold.keySet().removeAll(DELETED);
        Awaitility.await("the tables to hold what the topics say")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> {
                    try (Connection connection = postgres.connect()) {
                        for (Table table : Table.all()) {
                            var rows = WarehouseRows.inDatabase(connection, table);
                            requireEqual(table, rows, WarehouseRows.inTopic(TopicState.of(table.topic(), stack)));
                            if (table.topic() == Topic.DIALOGS) {
                                rows.values().forEach(row -> row.keySet().removeAll(RowColumns.OTHERS));
                                requireEqual(table, rows, fold);
                            }
                        }
                    }
                });
    }

    private static void requireEqual(
            Table table, Map<String, Map<String, Object>> rows, Map<String, Map<String, Object>> expected) {
        assertThat(rows.keySet()).as(table.name()).isEqualTo(expected.keySet());
        expected.forEach((key, row) ->
                assertThat(rows.get(key)).as(table.name() + " " + key).isEqualTo(row));
    }

    private static void awaitNews(String text) {
        Awaitility.await("'" + text + "'")
                .atMost(CATCH_UP)
                .until(() -> NEWS.toString(StandardCharsets.UTF_8).contains(text));
    }
}
