package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.standalone.pipeline.Connector.Delivery;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three query-api and two streams-app processes share the partitions. Any of them answers for all, and while processes
 * die, leave and join, an answer is exact or it is no answer. One installation lives through all tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetTest {
    private static final long SEED = new Random().nextLong();
    private static final int DIALOGS = 900;
    private static final int QUERIES = 150;
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final Duration TAKE_OVER = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    /** Events that are still to come for dialogs that are there already: they change rows, not their number. */
    private static final Deque<Delivery> CHANGES = new ArrayDeque<>();

    private static Fleet fleet;
    private static Connector connector;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        System.out.println("FleetTest seed " + SEED);
        fleet = new Fleet(directory.resolve("fleet"), 3, 2);
        connector = new Connector(fleet.stack());
        fleet.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (connector != null) {
            connector.close();
        }
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void everyInstanceAnswersForAll() {
        Set<String> begun = new HashSet<>();
        for (Delivery delivery : Connector.shuffledDialogs("fleet|", DIALOGS, SEED)) {
            if (begun.add(delivery.dialogId()) || random.nextBoolean()) {
                connector.publish(delivery);
            } else {
                CHANGES.add(delivery);
            }
        }
        connector.flush();

        assertThat(begun).hasSize(DIALOGS);
        awaitRowsEverywhere();
    }

    @Test
    @Order(2)
    void theInstancesShareThePartitions() throws Exception {
        Map<String, Object> toBroker =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, fleet.stack().bootstrap());
        try (Admin admin = Admin.create(toBroker)) {
            for (String app : List.of("query-api", "streams-app")) {
                String group = "dialogpulse-" + app;
                Map<String, Integer> partitions = new TreeMap<>();
                Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                                .all()
                                .get()
                                .get(group))
                        .members()
                        .stream()
                        .forEach(thread -> partitions.merge(
                                thread.groupInstanceId().orElseThrow().replaceAll("-\\d+$", ""),
                                thread.assignment().topicPartitions().size(),
                                Integer::sum));

                assertThat(partitions).hasSize(app.equals("query-api") ? 3 : 2);
                assertThat(partitions.values()).doesNotContain(0);
            }
        }
    }

    @Test
    @Order(3)
    void pagesOfOneListCanBeAskedOfAnyInstance() throws Exception {
        List<DialogRow> rows = PublishedRows.read(fleet.stack());
        List<ApiClient> instances =
                fleet.queryApis().stream().map(Fleet.Member::api).toList();
        assertThat(rows).hasSize(DIALOGS);

        RandomPages pages = new RandomPages(instances, rows, SEED);
        for (int i = 0; i < QUERIES; i++) {
            pages.assertNextIsAnswered();
        }
    }

    @Test
    @Order(4)
    void rowsAndHistoriesAreTheSameThroughAnyInstance() throws Exception {
        for (int i = 0; i < 30; i++) {
            String path =
                    "/api/v1/dialogs/" + URLEncoder.encode("fleet|" + random.nextInt(DIALOGS), StandardCharsets.UTF_8);
            Set<JsonNode> rows = new HashSet<>();
            Set<JsonNode> histories = new HashSet<>();
            for (Fleet.Member member : fleet.queryApis()) {
                rows.add(member.api().json(path));
                histories.add(member.api().json(path + "/history?limit=500"));
            }

            assertThat(rows).hasSize(1);
            assertThat(histories).hasSize(1);
            assertThat(histories.iterator().next().get("items").size())
                    .isEqualTo(rows.iterator().next().get("eventCount").asInt());
        }
    }

    @Test
    @Order(5)
    void statisticsAndExportsAreOfAllPartitionsWhicheverInstanceIsAsked() throws Exception {
        List<DialogRow> rows = PublishedRows.read(fleet.stack());
        RandomStatistics statistics = new RandomStatistics(
                fleet.queryApis().stream().map(Fleet.Member::api).toList(), rows, SEED);
        for (int i = 0; i < QUERIES; i++) {
            statistics.assertNextIsAnswered();
        }

        List<String> ids = rows.stream()
                .sorted(Comparator.comparing(
                                DialogRow::getMaxResponseMs, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(DialogRow::getDialogId))
                .map(DialogRow::getDialogId)
                .toList();
        for (Fleet.Member member : fleet.queryApis()) {
            HttpResponse<String> export =
                    member.api().get("/api/v1/dialogs/export?format=csv&fields=dialogId&sort=-maxResponseMs");
            assertThat(export.statusCode()).isEqualTo(200);
            assertThat(export.body().lines().skip(1)).containsExactlyElementsOf(ids);
        }
    }

    @Test
    @Order(5)
    void outsidersCannotAskAsAnInstance() throws Exception {
        for (String authorization : List.of("Bearer x.y.z", "Basic cHVsc2U6cHVsc2U=")) {
            assertThat(ask(fleet.queryApis().getFirst(), authorization).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @Order(6)
    void noAnswerIsWrongWhileAnInstanceIsKilledAndAnotherJoins() throws Exception {
        Fleet.Member victim = fleet.queryApis().get(random.nextInt(3));
        Fleet.Member survivor = fleet.queryApis().stream()
                .filter(member -> !member.equals(victim))
                .findFirst()
                .orElseThrow();
        try (Watchers watchers = new Watchers(fleet.queryApis(), victim, DIALOGS);
                Follower follower = new Follower(survivor.api())) {
            publishChanges();
            watchers.stop(() -> fleet.kill(victim));
            awaitPartThatSaysWhatIsMissing(survivor.api());
            publishChanges();
            watchers.awaitAnswers(TAKE_OVER);
            System.out.println("FleetTest, kill -9: " + watchers.summary());

            fleet.startQueryApi();
            publishChanges();
            fleet.awaitReady();
            publishChanges();
            watchers.assertNothingWrong();

            awaitRowsEverywhere();
            Map<String, Map<String, Object>> expected = connector.expectedRows();
            Awaitility.await("the live list to hold the fold of all events")
                    .atMost(CATCH_UP)
                    .until(follower::rows, expected::equals);
        }
    }

    @Test
    @Order(7)
    void noAnswerIsWrongWhileAnInstanceIsStoppedAndStartedAgain() throws Exception {
        Fleet.Member restarted = fleet.queryApis().getFirst();
        try (Watchers watchers = new Watchers(fleet.queryApis(), restarted, DIALOGS)) {
            watchers.stop(() -> assertThat(restarted.process().stop()).isIn(0, 143));
            watchers.awaitAnswers(TAKE_OVER);
            System.out.println("FleetTest, clean stop: " + watchers.summary());

            fleet.queryApis().remove(restarted);
            fleet.startQueryApi(restarted.port());
            publishChanges();
            fleet.awaitReady();
            System.out.println("FleetTest, clean stop and start: " + watchers.summary());
            watchers.assertNothingWrong();
        }

        awaitRowsEverywhere();
    }

    @Test
    @Order(8)
    void killingAStreamProcessorChangesNothing() {
        List<Delivery> more = Connector.shuffledDialogs("more|", 300, SEED + 8);
        connector.publish(more.subList(0, more.size() / 2));
        fleet.streamsApps().getFirst().kill();
        connector.publish(more.subList(more.size() / 2, more.size()));

        awaitRowsEverywhere();
    }

    private static void awaitRowsEverywhere() {
        Map<String, Map<String, Object>> expected = connector.expectedRows();
        for (Fleet.Member member : fleet.queryApis()) {
            Awaitility.await("the list at " + member.port() + " to hold the fold of all events")
                    .atMost(CATCH_UP)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptionsMatching(IOException.class::isInstance)
                    .untilAsserted(() -> {
                        Map<String, Map<String, Object>> rows = member.api().allRows("&sort=-createdAt,number");
                        assertThat(rows.keySet()).isEqualTo(expected.keySet());
                        expected.forEach((dialogId, row) ->
                                assertThat(rows.get(dialogId)).as(dialogId).isEqualTo(row));
                    });
        }
    }

    private static void awaitPartThatSaysWhatIsMissing(ApiClient api) {
        Awaitility.await("an answer without the partitions of the killed instance")
                .atMost(TAKE_OVER)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    JsonNode answer = api.json("/api/v1/dialogs?partial=true&limit=1");
                    int total = answer.get("total").asInt();
                    boolean complete = answer.get("complete").asBoolean();
                    assertThat(total == DIALOGS || (!complete && total < DIALOGS))
                            .as(answer.toString())
                            .isTrue();
                    assertThat(answer.get("missingPartitions").isEmpty()).isEqualTo(complete);
                    return !complete;
                });
    }

    /** A sixth of the changes that are left. */
    private static void publishChanges() {
        for (int left = CHANGES.size() / 6; left > 0; left--) {
            connector.publish(CHANGES.remove());
        }
        connector.flush();
    }

    private static HttpResponse<String> ask(Fleet.Member member, String authorization) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + member.port() + "/internal/v1/questions"))
                            .header("Authorization", authorization)
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
