package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that have an Idempotency-Key. */
class IdempotencyTest {
    private static final String ACTIONS = "/api/v1/dialogs/actions";
    private static final Caller ANNA = caller("anna", "operator", Scope.OWN);
    private static final Caller DIRECTRESS = caller("dora", "ALL", Scope.ALL);

    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = FedServer.start(
                folder,
                List.of(row("mine", "anna", "l1"), row("bobs", "bob", "l2")),
                Map.of("operator", ANNA.role(), "ALL", DIRECTRESS.role()),
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
    void shouldDoARequestWithAKeyOnce() throws Exception {
        String body = "{\"action\": \"close\", \"dialogIds\": [\"mine\", \"bobs\"]}";

        HttpResponse<String> first = keyed(ANNA, "k|1%", body);
        HttpResponse<String> again = keyed(ANNA, "k|1%", body);
        HttpResponse<String> spaced = keyed(ANNA, "k|1%", body.replace(" ", ""));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(spaced.body()).isEqualTo(first.body());
        assertThat(dialogs(PUBLISHED.take())).containsExactly("mine");
    }

    @Test
    void shouldPublishLaterWhatCouldNotBePublishedAtFirst() throws Exception {
        String body = "{\"action\": \"close\", \"dialogIds\": [\"mine\", \"bobs\"]}";
        keyed(ANNA, "before", body);
        PUBLISHED.take();
        PUBLISHED.failOnce(new TimeoutException("nobody answers"));

        HttpResponse<String> failed = keyed(ANNA, "failed", body);
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(PUBLISHED.take()).isEmpty();

        HttpResponse<String> repeated = keyed(ANNA, "failed", body);
        assertThat(repeated.statusCode()).isEqualTo(202);
        List<StatusEvent> events = statuses(PUBLISHED.take());
        assertThat(events).hasSize(1);
        assertThat(repeated.body()).contains(events.getFirst().getEventId());

        assertThat(keyed(ANNA, "failed", body).body()).isEqualTo(repeated.body());
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRememberNothingThatWasRefused() throws Exception {
        String unknown = "{\"action\": \"transfer\", \"dialogIds\": [\"mine\"], \"to\": {\"lineId\": \"l9\"}}";
        assertThat(keyed(ANNA, "refused", unknown).statusCode()).isEqualTo(400);

        HttpResponse<String> mended = keyed(ANNA, "refused", unknown.replace("l9", "l2"));

        assertThat(mended.statusCode()).as(mended.body()).isEqualTo(202);
    }

    @Test
    void shouldTakeTheSameKeyOfSomebodyElseForAnotherOne() throws Exception {
        String body = "{\"action\": \"close\", \"dialogIds\": [\"mine\"]}";

        HttpResponse<String> annas = keyed(ANNA, "same", body);
        HttpResponse<String> doras = keyed(DIRECTRESS, "same", body);

        assertThat(doras.body()).isNotEqualTo(annas.body());
        assertThat(PUBLISHED.take()).hasSize(2);
    }

    @Test
    void shouldRefuseAKeyThatBelongsToAnotherRequest() throws Exception {
        keyed(ANNA, "once", "{\"action\": \"close\", \"dialogIds\": [\"mine\"]}");
        PUBLISHED.take();

        HttpResponse<String> other = keyed(ANNA, "once", "{\"action\": \"spam\", \"dialogIds\": [\"mine\"]}");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("Idempotency-Key is \\\"once\\\", which was the key of another request");
        assertThat(PUBLISHED.take()).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatIsNone() throws Exception {
        HttpResponse<String> answer =
                keyed(ANNA, "x".repeat(129), "{\"action\": \"close\", \"dialogIds\": [\"mine\"]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void shouldAnswerTheSameToAllWhoSendAKeyAtTheSameTime() throws Exception {
        String body = "{\"action\": \"close\", \"dialogIds\": [\"mine\", \"bobs\"]}";
        Set<String> answers;
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                sent.add(callers.submit(() -> keyed(DIRECTRESS, "together", body)));
            }
            List<String> bodies = new ArrayList<>();
            for (Future<HttpResponse<String>> one : sent) {
                assertThat(one.get().statusCode()).as(one.get().body()).isEqualTo(202);
                bodies.add(one.get().body());
            }
            answers = Set.copyOf(bodies);
        }

        assertThat(answers).hasSize(1);
        assertThat(statuses(PUBLISHED.take()).stream()
                        .map(event -> event.getDialogId() + " " + event.getEventId() + " " + event.getOccurredAt())
                        .distinct())
                .as("some may publish again what another has just published, but only the very same events")
                .hasSize(2);
    }

    private static HttpResponse<String> keyed(Caller caller, String key, String body) throws Exception {
        return server.send(server.request(caller, ACTIONS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static List<StatusEvent> statuses(List<Object> events) {
        return events.stream().map(StatusEvent.class::cast).toList();
    }

    private static List<String> dialogs(List<Object> events) {
        return statuses(events).stream().map(StatusEvent::getDialogId).toList();
    }

    private static Caller caller(String id, String role, Scope scope) {
        return new Caller(
                id, null, new Role(role, Map.of(Right.VIEW, scope, Right.HISTORY, scope, Right.ACT, scope), Set.of()));
    }

    private static DialogRow row(String id, String operator, String line) {
        DialogRow row = new RandomRows(1).row(id);
        row.setDetailedStatus(DetailedStatus.CLIENT_WAITING);
        row.setOperatorId(operator);
        row.setParticipantIds(List.of(operator));
        row.setLineId(line);
        return row;
    }
}
