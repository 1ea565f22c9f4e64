package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what can be done as everybody, and compares what is published with what plain Java says that this caller may do.
 * Run it again with {@code -Ddialogpulse.seed=…}.
 */
class ActionScopesTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final int ROWS = 300;
    private static final int REQUESTS = 400;
    private static final Set<String> ACTIVE =
            Set.of("NEW", "QUEUED", "ACCEPTED", "CLIENT_WAITING", "CLIENT_WAITING_AGAIN", "OPERATOR_ANSWERED");

    @TempDir
    static Path folder;

    private static final TestPublisher PUBLISHED = new TestPublisher();
    private static FedServer server;
    private static List<DialogRow> rows;

    private final Random random = new Random(SEED);
    private final ScopedCallers callers = new ScopedCallers(random);

    @BeforeAll
    static void start() throws Exception {
        System.out.println("ActionScopesTest: seed " + SEED);
        rows = new RandomRows(SEED).rows(ROWS);
        server = FedServer.start(folder, rows, ScopedCallers.roles(), PUBLISHED.publisher());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldActOnNoDialogThatTheCallerMayNotActOn() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            Caller caller = callers.next();
            boolean mayAct = caller.role().scope(Right.ACT) != Scope.NONE;
            Predicate<DialogRow> untaken = row -> mayAct
                    && row.getOperatorId() == null
                    && Set.of("NEW", "QUEUED").contains(row.getDetailedStatus().name());
            Predicate<DialogRow> viewed = ScopedCallers.scope(caller, Right.VIEW);
            Predicate<DialogRow> acted = viewed.and(ScopedCallers.scope(caller, Right.ACT));
            SequencedMap<String, String> expected = new LinkedHashMap<>();
            for (int dialog = random.nextInt(1, 20); dialog > 0; dialog--) {
                DialogRow row = pick(rows);
                boolean active = ACTIVE.contains(row.getDetailedStatus().name());
                expected.put(
                        row.getDialogId(),
                        !viewed.or(untaken).test(row)
                                ? "notFound"
                                : !acted.or(untaken).test(row) ? "forbidden" : active ? "accepted" : "notActive");
            }
            expected.put("no such dialog", "notFound");
            ObjectNode body = FedServer.JSON.createObjectNode().put("action", random.nextBoolean() ? "close" : "spam");
            expected.keySet().forEach(body.withArray("dialogIds")::add);

            HttpResponse<String> answer = server.send(caller, "/api/v1/dialogs/actions", "POST", body.toString());

            List<String> published = PUBLISHED.take().stream()
                    .map(event -> ((StatusEvent) event).getDialogId())
                    .toList();
            if (!mayAct) {
                assertThat(answer.statusCode()).as("%s", caller).isEqualTo(403);
                assertThat(published).isEmpty();
                continue;
            }
            assertThat(answer.statusCode()).as("%s: %s", caller, answer.body()).isEqualTo(202);
            SequencedMap<String, String> outcomes = new LinkedHashMap<>();
            FedServer.JSON
                    .readTree(answer.body())
                    .get("results")
                    .forEach(result -> outcomes.put(
                            result.get("dialogId").asText(),
                            result.get("outcome").asText()));
            assertThat(outcomes).as("%s", caller).containsExactlyEntriesOf(expected);
            assertThat(published)
                    .as("%s", caller)
                    .containsExactlyElementsOf(expected.keySet().stream()
                            .filter(id -> "accepted".equals(expected.get(id)))
                            .toList());
        }
    }

    @Test
    void shouldReviewNoDialogThatTheCallerMayNotReview() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            Caller caller = callers.next();
            DialogRow row = pick(rows);
            boolean mayView = ScopedCallers.scope(caller, Right.VIEW).test(row);
            boolean mayReview =
                    mayView && ScopedCallers.scope(caller, Right.REVIEW).test(row);
            boolean never = caller.role().scope(Right.VIEW) == Scope.NONE
                    || caller.role().scope(Right.REVIEW) == Scope.NONE;

            HttpResponse<String> answer = server.send(
                    caller,
                    "/api/v1/dialogs/" + FedServer.encode(row.getDialogId()) + "/review",
                    "PUT",
                    "{\"rating\": 3}");

            assertThat(answer.statusCode())
                    .as("%s: %s", caller, row)
                    .isEqualTo(never ? 403 : !mayView ? 404 : mayReview ? 202 : 403);
            assertThat(PUBLISHED.take()).as("%s: %s", caller, row).hasSize(mayReview ? 1 : 0);
        }
    }

    private DialogRow pick(List<DialogRow> list) {
        return list.get(random.nextInt(list.size()));
    }
}
