package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views that everybody has, asked as everybody. Run it again with {@code -Ddialogpulse.seed=…}. */
class ViewScopesTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final int ROWS = 300;
    private static final int QUESTIONS = 100;
    private static final Set<String> ACTIVE =
            Set.of("NEW", "QUEUED", "ACCEPTED", "CLIENT_WAITING", "CLIENT_WAITING_AGAIN", "OPERATOR_ANSWERED");

    @TempDir
    static Path folder;

    private static FedServer server;
    private static List<DialogRow> rows;

    private final ScopedCallers callers = new ScopedCallers(new Random(SEED));

    @BeforeAll
    static void start() throws Exception {
        System.out.println("ViewScopesTest: seed " + SEED);
        rows = new RandomRows(SEED).rows(ROWS);
        server = FedServer.start(folder, rows, ScopedCallers.roles());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldKeepTheScopeInEveryView() throws Exception {
        Map<String, Predicate<DialogRow>> views = Map.of(
                "active", row -> ACTIVE.contains(row.getDetailedStatus().name()),
                "waiting", row -> row.getOpenQuestionAt() != null);
        for (int i = 0; i < QUESTIONS; i++) {
            Caller caller = callers.next();
            Predicate<DialogRow> mine = ScopedCallers.own(caller);
            Predicate<DialogRow> viewed = ScopedCallers.scope(caller, Right.VIEW);
            for (var view : views.entrySet()) {
                assertView(caller, view.getKey(), viewed.and(view.getValue()), false);
            }
            assertView(caller, "mine", viewed.and(mine), false);
            Predicate<DialogRow> untaken = row -> row.getOperatorId() == null
                    && Set.of("NEW", "QUEUED").contains(row.getDetailedStatus().name());
            boolean acts = caller.role().scope(Right.ACT) != Scope.NONE;
            assertView(
                    caller,
                    "contact-center",
                    Objects.requireNonNull(views.get("active"))
                            .and(viewed.and(mine.or(untaken)).or(acts ? untaken : row -> false)),
                    acts);
        }
    }

    private void assertView(Caller caller, String view, Predicate<DialogRow> expected, boolean seenByAll)
            throws Exception {
        HttpResponse<String> answer =
                server.get(caller, "/api/v1/dialogs?fields=dialogId&limit=500&facets=status&view=" + view);
        if (caller.role().scope(Right.VIEW) == Scope.NONE && !seenByAll) {
            assertThat(answer.statusCode()).isEqualTo(403);
            return;
        }
        JsonNode page = server.json(answer);
        List<String> found = new ArrayList<>();
        page.get("items").forEach(item -> found.add(item.get("dialogId").asText()));
        assertThat(found)
                .as("%s: view %s", caller, view)
                .containsExactlyInAnyOrderElementsOf(rows.stream()
                        .filter(expected)
                        .map(DialogRow::getDialogId)
                        .toList());
        assertThat(page.get("total").asInt()).isEqualTo(found.size());
        int counted = 0;
        for (JsonNode count : page.get("facets").get("status")) {
            counted += count.asInt();
        }
        assertThat(counted).isEqualTo(found.size());
    }
}
