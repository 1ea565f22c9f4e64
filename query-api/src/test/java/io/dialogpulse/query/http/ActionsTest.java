package io.dialogpulse.query.http;

import static io.dialogpulse.query.http.ActionRows.ACTIONS;
import static io.dialogpulse.query.http.ActionRows.ANNA;
import static io.dialogpulse.query.http.ActionRows.DIRECTRESS;
import static io.dialogpulse.query.http.ActionRows.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to dialogs, and what is published of it. */
class ActionsTest {
    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;
    private static Instant ahead;

    @BeforeAll
    static void start() throws Exception {
        ahead = InstantSource.system().instant().plus(Duration.ofHours(1));
        server = ActionRows.start(folder, PUBLISHED, ahead);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        PUBLISHED.take();
    }

    @Test
    void shouldTellTheOutcomeOfEachDialogInTheOrderAsked() throws Exception {
        String asked = "\"bobs-closed\", \"untaken\", \"nothing\", \"mine-closed\", \"bobs\", \"mine\"";

        JsonNode operator = act(ANNA, "{\"action\": \"close\", \"dialogIds\": [" + asked + "]}");
        assertThat(outcomes(operator))
                .containsExactly("notFound", "accepted", "notFound", "notActive", "notFound", "accepted");
        assertThat(dialogs(PUBLISHED.take())).containsExactly("untaken", "mine");

        JsonNode lead = act(new Caller("anna", null, LEAD), "{\"action\": \"close\", \"dialogIds\": [" + asked + "]}");
        assertThat(outcomes(lead))
                .containsExactly("forbidden", "accepted", "notFound", "notActive", "forbidden", "accepted");
        assertThat(lead.get("counts").toString())
                .isEqualTo("{\"accepted\":2,\"notActive\":1,\"notFound\":1,\"forbidden\":2}");
    }

    @Test
    void shouldPublishWhoDidWhatAndWhen() throws Exception {
        JsonNode answer = act(ANNA, "{\"action\": \"spam\", \"dialogIds\": [\"mine\", \"ahead\"]}");

        List<StatusEvent> events = statuses(PUBLISHED.take());
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.getEventId())
                    .startsWith("action-")
                    .isEqualTo(answer.get("eventId").asText());
            assertThat(event.getActor()).isEqualTo(new Person(Role.OPERATOR, "anna", "Anna Ross", "sales"));
            assertThat(event.getChange()).isEqualTo(new Closed(true));
        });
        assertThat(events.getFirst().getOccurredAt()).isBefore(ahead);
        assertThat(events.getLast().getOccurredAt())
                .as("after all that is known of a dialog whose connector's clock is ahead")
                .isEqualTo(Instant.ofEpochMilli(ahead.toEpochMilli() + 1));
    }

    @Test
    void shouldTransferWithWhatDialogsTellOfTheTarget() throws Exception {
        act(DIRECTRESS, "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"operatorId\": \"bob\"}}");
        assertThat(statuses(PUBLISHED.take()).getFirst().getChange())
                .isEqualTo(new Queued(null, null, new Operator("bob", "The bob", "dep-bob")));

        act(ANNA, "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l2\"}}");
        assertThat(statuses(PUBLISHED.take()).getFirst().getChange()).isEqualTo(new Queued("l2", "Line l2", null));

        act(
                ANNA,
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"],"
                        + " \"to\": {\"operatorId\": \"new\", \"operatorName\": \"Nina\"}}");
        assertThat(statuses(PUBLISHED.take()).getFirst().getChange())
                .isEqualTo(new Queued(null, null, new Operator("new", "Nina", null)));

        act(
                ANNA,
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"],"
                        + " \"to\": {\"operatorId\": \"bob\", \"operatorName\": \"Bob\"}}");
        assertThat(statuses(PUBLISHED.take()).getFirst().getChange())
                .isEqualTo(new Queued(null, null, new Operator("bob", "Bob", "dep-bob")));
    }

    @Test
    void shouldReviewDialogsThatAreClosedToo() throws Exception {
        HttpResponse<String> answer = server.send(
                DIRECTRESS, "/api/v1/dialogs/bobs-closed/review", "PUT", "{\"rating\": 2, \"comment\": \"Too slow\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        StatusEvent event = statuses(PUBLISHED.take()).getFirst();
        assertThat(event.getChange()).isEqualTo(new Reviewed(2, "Too slow"));
        assertThat(event.getActor()).isEqualTo(new Person(Role.OPERATOR, "dora", "Dora", null));
        ObjectNode expected = FedServer.JSON.createObjectNode();
        expected.put("eventId", event.getEventId()).put("dialogId", "bobs-closed");
        expected.put("rating", 2).put("comment", "Too slow");
        assertThat(FedServer.JSON.readTree(answer.body())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mine    | {\"rating\": 5}               | 202",
                "mine    | {\"comment\": \"Well done\"}  | 202",
                "mine    | {}                            | 400",
                "mine    | {\"rating\": 6}               | 400",
                "mine    | {\"rating\": \"5\"}           | 400",
                "mine    | {\"rating\": 5, \"stars\": 5} | 400",
                "bobs    | {\"rating\": 5}               | 403",
                "nothing | {\"rating\": 5}               | 404",
            })
    void shouldReviewWithinTheRights(String dialog, String body, int status) throws Exception {
        HttpResponse<String> answer =
                server.send(new Caller("anna", null, LEAD), "/api/v1/dialogs/" + dialog + "/review", "PUT", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(PUBLISHED.take()).hasSize(status == 202 ? 1 : 0);
    }

    private static JsonNode act(Caller caller, String body) throws Exception {
        HttpResponse<String> answer = server.send(caller, ACTIONS, "POST", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return FedServer.JSON.readTree(answer.body());
    }

    private static List<String> outcomes(JsonNode answer) {
        List<String> outcomes = new ArrayList<>();
        answer.get("results")
                .forEach(result -> outcomes.add(result.get("outcome").asText()));
        return outcomes;
    }

    private static List<StatusEvent> statuses(List<Object> events) {
        return events.stream().map(StatusEvent.class::cast).toList();
    }

    private static List<String> dialogs(List<Object> events) {
        return statuses(events).stream().map(StatusEvent::getDialogId).toList();
    }
}
