package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.core.Case;
import io.dialogpulse.standalone.pipeline.Connector.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishes through a plain producer, breaks things, and compares every column of every row through the API with the
 * fold of all that was published so far. One installation lives through all tests: each adds to what is there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineTest {
    private static final long SEED = new Random().nextLong();

    @TempDir
    static Path directory;

    private static Pipeline pipeline;
    private static Connector connector;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("PipelineTest seed " + SEED);
        pipeline = new Pipeline(directory.resolve("installation"));
        connector = new Connector(pipeline.stack());
    }

    @AfterAll
    static void stop() throws IOException {
        if (connector != null) {
            connector.close();
        }
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void theExamplesGiveTheirRows() {
        Case.all()
                .forEach(example -> example.events()
                        .forEach(event -> connector.publish(new Delivery("case-" + example.name(), event))));
        connector.flush();

        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(2)
    void thousandsOfDialogsShuffledAndRedeliveredGiveTheRowsOfTheFold() {
        connector.publish(Connector.shuffledDialogs("shuffled|", 4_000, SEED));

        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(3)
    void historyShowsTheEventsInTheirOrder() throws Exception {
        JsonNode history = pipeline.api().json("/api/v1/dialogs/case-34-late-reply-rewrites-the-past/history");

        List<String> eventIds = new ArrayList<>();
        history.get("items").forEach(item -> eventIds.add(item.get("eventId").asText()));
        assertThat(eventIds).containsExactly("e001", "e002", "e005", "e003", "e004");
    }

    @Test
    @Order(4)
    void killingTheStreamProcessorInTheMiddleChangesNothing() throws Exception {
        List<Delivery> deliveries = Connector.shuffledDialogs("streams-killed-", 1_500, SEED + 4);

        publishInThirds(deliveries, pipeline::killStreamsApp);

        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(5)
    void killingTheQueryApiInTheMiddleChangesNothing() throws Exception {
        List<Delivery> deliveries = Connector.shuffledDialogs("query-killed-", 1_500, SEED + 5);

        publishInThirds(deliveries, pipeline::killQueryApi);

        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(6)
    void aRestartOfTheBrokerInTheMiddleChangesNothing() throws Exception {
        List<Delivery> deliveries = Connector.shuffledDialogs("broker-restarted-", 1_500, SEED + 6);

        publishInThirds(deliveries, pipeline.stack()::restartBroker);

        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(7)
    void aCleanRestartOfEverythingKeepsEverything() throws Exception {
        pipeline.restartAll();

        pipeline.awaitRows(connector.expectedRows());
        connector.publish(Connector.shuffledDialogs("after-restart-", 300, SEED + 7));
        pipeline.awaitRows(connector.expectedRows());
    }

    @Test
    @Order(8)
    void whateverArrivesTheStreamGoesOn() throws Exception {
        byte[] largestGarbage = new byte[1_048_000];
        largestGarbage[0] = 7;
        connector.publishRaw("foreign", connector.valueOfAForeignSchema());
        connector.publishRaw("largest", largestGarbage);
        connector.publishRaw("nothing", null);
        connector.publish(Connector.shuffledDialogs("behind-garbage-", 50, SEED + 8));

        pipeline.awaitRows(connector.expectedRows());

        assertThat(connector.deadLetterReasons())
                .containsEntry("foreign", "UNDECODABLE")
                .containsEntry("largest", "UNDECODABLE")
                .containsEntry("nothing", "MISSING_VALUE");
    }

    private interface Breakage {
        void happen() throws Exception;
    }

    /** Breaks something after the first and after the second third, while the records just published are on their way. */
    private static void publishInThirds(List<Delivery> deliveries, Breakage breakage) throws Exception {
        int third = deliveries.size() / 3;
        for (int i = 0; i < deliveries.size(); i++) {
            connector.publish(deliveries.get(i));
            if (i == third || i == 2 * third) {
                breakage.happen();
            }
            if (i % 20 == 0) {
                // About 10,000 events a second, so that the breakage finds them in the middle of everything.
                LockSupport.parkNanos(2_000_000);
            }
        }
        connector.flush();
    }
}
