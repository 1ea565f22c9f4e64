package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.standalone.testing.TopicReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** People act on dialogs through two query-api processes, of which one is killed; a real broker is in between. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ActionsPipelineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTIONS = "/api/v1/dialogs/actions";
    private static final String BOB = ", \"to\": {\"operatorId\": \"bob\", \"operatorName\": \"Bob\"}";
    private static final String ZOE = ", \"to\": {\"operatorId\": \"zoe\", \"operatorName\": \"Zoe\"}";
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final int BULK = 500;
    private static final int KILLED_REQUESTS = 120;

    @TempDir
    static Path directory;

    private static Fleet fleet;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fleet = new Fleet(directory.resolve("fleet"), 2, 1);
        fleet.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void closingFiveHundredDialogsClosesThem() throws Exception {
        open("bulk", BULK);

        JsonNode answer = act(api(0), "close", ids("bulk", BULK), "", "bulk-1");

        assertThat(answer.get("counts").get("accepted").asInt()).isEqualTo(BULK);
        awaitTotal("line=bulk&detailedStatus=CLOSED", BULK);
        JsonNode history = api(1).json("/api/v1/dialogs/bulk-7/history?order=desc&limit=1");
        JsonNode closed = history.get("items").get(0);
        assertThat(closed.get("type").asText()).isEqualTo("closed");
        assertThat(closed.get("eventId").asText())
                .isEqualTo(answer.get("eventId").asText());
        assertThat(closed.get("personRole").asText()).isEqualTo("OPERATOR");
        assertThat(closed.get("personId").asText()).isEqualTo("local");
        assertThat(api(0).json("/api/v1/clients/client-bulk-7/history")
                        .get("items")
                        .findValuesAsText("eventId"))
                .contains(answer.get("eventId").asText());

        JsonNode again = act(api(1), "close", ids("bulk", BULK), "", "bulk-2");
        assertThat(again.get("counts").get("notActive").asInt()).isEqualTo(BULK);
    }

    @Test
    @Order(2)
    void twoPeopleAtTheSameTimeSeeTheSameRowAfterwards() throws Exception {
        open("both", 20);

        for (int i = 0; i < 20; i++) {
            String id = "[\"both-" + i + "\"]";
            String key = "both-" + i;
            together(List.of(
                    () -> act(api(0), "transfer", id, BOB, key + "-bob"),
                    () -> act(api(1), "transfer", id, ZOE, key + "-zoe"),
                    () -> act(api(0), "spam", id, "", key + "-spam")));
        }

        awaitTotal("line=both&detailedStatus=SPAM", 20);
        Awaitility.await("both to show the same")
                .atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(api(0).allRows("&line=both")).isEqualTo(api(1).allRows("&line=both")));
    }

    @Test
    @Order(3)
    void aKeyThatComesToBothInstancesAtTheSameTimeIsDoneOnce() throws Exception {
        open("once", 20);

        for (int i = 0; i < 20; i++) {
            String id = "[\"once-" + i + "\"]";
            String key = UUID.randomUUID().toString();
            List<JsonNode> answers = together(List.of(
                    () -> act(api(0), "transfer", id, BOB, key),
                    () -> act(api(1), "transfer", id, BOB, key),
                    () -> act(api(0), "transfer", id, BOB, key),
                    () -> act(api(1), "transfer", id, BOB, key)));
            assertThat(Map.copyOf(answers.stream().collect(Collectors.toMap(JsonNode::toString, a -> 1, Integer::sum))))
                    .hasSize(1);
            assertThat(answers.getFirst().get("counts").get("accepted").asInt()).isEqualTo(1);
        }

        awaitTotal("line=once&operator=bob", 20);
        awaitTotal("line=once&transferCount.gte=1&transferCount.lte=1", 20);
    }

    @Test
    @Order(4)
    void aReviewIsKept() throws Exception {
        HttpResponse<String> answer = api(1).send(
                        "PUT", "/api/v1/dialogs/bulk-1/review", "{\"rating\": 4, \"comment\": \"Good\"}", "review-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        awaitTotal("line=bulk&managerRating=4&managerComment=good", 1);
    }

    @Test
    @Order(5)
    void anErasedClientIsForgottenEverywhere() throws Exception {
        open("forget", 3);
        awaitTotal("clientName=forget", 3);

        erase("client-forget-0", "kept");
        erase("client-forget-1", "removed");

        awaitTotal("clientName=forget", 1);
        awaitTotal("line=forget", 2);
        assertThat(api(1).get("/api/v1/dialogs/forget-1").statusCode()).isEqualTo(404);
        Awaitility.await("the history to forget, too").atMost(CATCH_UP).untilAsserted(() -> {
            assertThat(api(1).get("/api/v1/clients/client-forget-0/history").body())
                    .contains("clientErased")
                    .doesNotContain("Person of");
            assertThat(api(1).get("/api/v1/clients/client-forget-1/history").statusCode())
                    .isEqualTo(404);
        });
    }

    private static void erase(String client, String metrics) throws Exception {
        HttpResponse<String> answer = api(0).send(
                        "POST",
                        "/api/v1/clients/" + client + "/erasure",
                        "{\"metrics\": \"" + metrics + "\"}",
                        "erase-" + client);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).get("dialogs").asInt()).isEqualTo(1);
    }

    @Test
    @Order(6)
    void requestsThatAKilledInstanceHasLeftAreDoneOnceWhenTheyAreRepeated() throws Exception {
        open("killed", KILLED_REQUESTS);
        Fleet.Member survivor = fleet.queryApis().getFirst();
        Fleet.Member victim = fleet.queryApis().getLast();
        CountDownLatch underWay = new CountDownLatch(KILLED_REQUESTS / 3);
        Map<Integer, String> answered = new HashMap<>();
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < KILLED_REQUESTS; i++) {
                int dialog = i;
                sent.add(people.submit(() -> {
                    String answer = transferOne(victim.api(), dialog).toString();
                    synchronized (answered) {
                        answered.put(dialog, answer);
                    }
                    underWay.countDown();
                    return null;
                }));
            }
            underWay.await();
            fleet.kill(victim);
            for (Future<?> one : sent) {
                Awaitility.await().atMost(CATCH_UP).until(one::isDone);
            }
        }
        assertThat(answered.size()).as("answered before it was killed").isLessThan(KILLED_REQUESTS);

        for (int i = 0; i < KILLED_REQUESTS; i++) {
            int dialog = i;
            JsonNode answer = Awaitility.await("the survivor to have all partitions")
                    .atMost(CATCH_UP)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> transferOne(survivor.api(), dialog), one -> true);
            if (answered.containsKey(dialog)) {
                assertThat(answer.toString()).isEqualTo(answered.get(dialog));
            }
            assertThat(answer.get("counts").get("accepted").asInt()).isEqualTo(1);
        }

        awaitTotal("line=killed&operator=bob&transferCount.gte=1&transferCount.lte=1", KILLED_REQUESTS);
        Map<String, Long> published = TopicReader.all(fleet.stack().bootstrap(), Topic.DIALOG_STATUSES).stream()
                .filter(record -> record.key().startsWith("killed-"))
                .collect(Collectors.groupingBy(record -> record.key(), Collectors.counting()));
        assertThat(published)
                .as("opened, transferred, and at most once more by the one that was killed")
                .hasSize(KILLED_REQUESTS)
                .allSatisfy((dialog, events) -> assertThat(events).isBetween(2L, 3L));
    }

    private static JsonNode transferOne(ApiClient api, int dialog) throws IOException, InterruptedException {
        return act(api, "transfer", "[\"killed-" + dialog + "\"]", BOB, "killed-" + dialog);
    }

    private static ApiClient api(int member) {
        return fleet.queryApis().get(member).api();
    }

    private static void open(String line, int dialogs) throws Exception {
        String events = IntStream.range(0, dialogs)
                .mapToObj(i -> """
                        {"type": "opened", "eventId": "e1", "dialogId": "%1$s-%2$d", "occurredAt": %3$d, \
                        "lineId": "%1$s", "channel": "chat", "client": {"id": "client-%1$s-%2$d", "name": "Person of %1$s"}}""".formatted(line, i, 1_790_000_000_000L + i))
                .collect(Collectors.joining("\n"));
        HttpResponse<String> answer = api(0).postEvents("application/x-ndjson", events);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        awaitTotal("line=" + line, dialogs);
    }

    private static String ids(String line, int dialogs) {
        return IntStream.range(0, dialogs)
                .mapToObj(i -> "\"" + line + "-" + i + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static JsonNode act(ApiClient api, String action, String ids, String to, String key)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                api.send("POST", ACTIONS, "{\"action\": \"" + action + "\", \"dialogIds\": " + ids + to + "}", key);
        if (answer.statusCode() != 202) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static List<JsonNode> together(List<Callable<JsonNode>> people) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(people.size())) {
            for (Future<JsonNode> one : all.invokeAll(people)) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    /** Waits until each instance says so. */
    private static void awaitTotal(String query, int total) {
        for (Fleet.Member member : fleet.queryApis()) {
            Awaitility.await(query + " at " + member.port())
                    .atMost(CATCH_UP)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(member.api()
                                    .json("/api/v1/dialogs?limit=1&" + query)
                                    .get("total")
                                    .asInt())
                            .isEqualTo(total));
        }
    }
}
