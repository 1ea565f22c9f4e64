package io.dialogpulse.query.http;

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
import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
    private static final String ACTIONS = "/api/v1/dialogs/actions";
    private static final io.dialogpulse.query.access.Role OPERATOR = role("operator", Scope.OWN, Scope.OWN, Scope.NONE);
    private static final io.dialogpulse.query.access.Role LEAD = role("lead", Scope.ALL, Scope.OWN, Scope.OWN);
    private static final io.dialogpulse.query.access.Role DIRECTOR = role("ALL", Scope.ALL, Scope.ALL, Scope.ALL);
    private static final io.dialogpulse.query.access.Role ANALYST = role("analyst", Scope.ALL, Scope.NONE, Scope.NONE);
    private static final Caller ANNA = new Caller("anna", "Anna Ross", "sales", OPERATOR);
    private static final Caller DIRECTRESS = new Caller("dora", "Dora", null, DIRECTOR);

    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;
    private static Instant ahead;

    @BeforeAll
    static void start() throws Exception {
        ahead = InstantSource.system().instant().plus(Duration.ofHours(1));
        List<DialogRow> rows = List.of(
                row("mine", DetailedStatus.CLIENT_WAITING, "anna", "l1"),
                row("mine-closed", DetailedStatus.CLOSED, "anna", "l1"),
                row("ahead", DetailedStatus.ACCEPTED, "anna", "l1"),
                row("untaken", DetailedStatus.NEW, null, "l1"),
                row("bobs", DetailedStatus.OPERATOR_ANSWERED, "bob", "l2"),
                row("bobs-closed", DetailedStatus.SPAM, "bob", "l2"));
        rows.get(2).setModifiedAt(ahead);
        server = FedServer.start(
                folder,
                rows,
                List.of(OPERATOR, LEAD, DIRECTOR, ANALYST).stream()
                        .collect(Collectors.toMap(io.dialogpulse.query.access.Role::name, role -> role)),
                PUBLISHED.publisher());
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                              | body",
                "{\"dialogIds\": [\"mine\"]}                                     | action",
                "{\"action\": \"reopen\", \"dialogIds\": [\"mine\"]}             | action",
                "{\"action\": \"close\"}                                         | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": []}                      | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": \"mine\"}                | dialogIds",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\", 7]}           | dialogIds[1]",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\", \"mine\"]}    | dialogIds[1]",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\"], \"now\": 1}  | now",
                "{\"action\": \"close\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\"}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"]}           | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\", \"operatorId\": \"bob\"}} | to",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l1\", \"team\": \"x\"}} | to.team",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l9\"}} | to.lineId",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"operatorId\": \"bobb\"}} | to.operatorId",
            })
    void shouldNameTheFieldThatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = server.send(DIRECTRESS, ACTIONS, "POST", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(FedServer.JSON
                        .readTree(answer.body())
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo(field);
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        String ids =
                IntStream.rangeClosed(0, 500).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(","));
        HttpResponse<String> many =
                server.send(DIRECTRESS, ACTIONS, "POST", "{\"action\": \"close\", \"dialogIds\": [" + ids + "]}");
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("has 501 ids, not 1 to 500");

        HttpResponse<String> large = server.send(
                DIRECTRESS,
                ACTIONS,
                "POST",
                "{\"action\": \"close\", \"dialogIds\": [\"" + "x".repeat(1 << 20) + "\"]}");
        assertThat(large.statusCode()).isEqualTo(413);

        String name = "n".repeat(257);
        HttpResponse<String> named = server.send(
                DIRECTRESS,
                ACTIONS,
                "POST",
                "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"],"
                        + " \"to\": {\"operatorId\": \"bob\", \"operatorName\": \"" + name + "\"}}");
        assertThat(named.statusCode()).isEqualTo(400);
        assertThat(named.body()).contains("\"field\":\"to.operatorName\"");
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherContentType() throws Exception {
        HttpResponse<String> answer = server.send(server.request(DIRECTRESS, ACTIONS)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"action\": \"close\", \"dialogIds\": [\"mine\"]}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void shouldRefuseThoseWhoMayActOnNothing() throws Exception {
        Caller analyst = new Caller("anna", null, ANALYST);

        assertThat(server.send(analyst, ACTIONS, "POST", "{\"action\": \"close\", \"dialogIds\": [\"mine\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(analyst, "/api/v1/dialogs/mine/review", "PUT", "{\"rating\": 5}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(PUBLISHED.take()).isEmpty();
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

    private static io.dialogpulse.query.access.Role role(String name, Scope view, Scope act, Scope review) {
        return new io.dialogpulse.query.access.Role(
                name, Map.of(Right.VIEW, view, Right.HISTORY, view, Right.ACT, act, Right.REVIEW, review), Set.of());
    }

    private static DialogRow row(String id, DetailedStatus status, @Nullable String operator, String line) {
        DialogRow row = new RandomRows(1).row(id);
        row.setDetailedStatus(status);
        row.setOperatorId(operator);
        row.setOperatorName(operator == null ? null : "The " + operator);
        row.setDepartmentId(operator == null ? null : "dep-" + operator);
        row.setParticipantIds(operator == null ? List.of() : List.of(operator));
        row.setLineId(line);
        row.setLineName("Line " + line);
        row.setModifiedAt(Instant.ofEpochMilli(1_790_000_000_000L));
        return row;
    }
}
