package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.reference.RandomQueries;
import io.dialogpulse.query.reference.RandomQuery;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks everything that can be asked as everybody, and compares each answer with what plain Java says that this caller
 * may see. Run it again with {@code -Ddialogpulse.seed=…}.
 */
class ScopesTest {
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private static final int ROWS = 300;
    private static final int QUESTIONS = 400;

    @TempDir
    static Path folder;

    private static FedServer server;
    private static List<DialogRow> rows;

    private final Random random = new Random(SEED);
    private final ScopedCallers callers = new ScopedCallers(random);

    @BeforeAll
    static void start() throws Exception {
        System.out.println("ScopesTest: seed " + SEED);
        rows = new RandomRows(SEED).rows(ROWS);
        server = FedServer.start(folder, rows, ScopedCallers.roles());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void shouldListTotalAndCountOnlyWhatTheCallerMayView() throws Exception {
        RandomQueries queries = new RandomQueries(SEED, rows, Optional.empty());
        for (int i = 0; i < QUESTIONS; i++) {
            Caller caller = callers.next();
            RandomQuery query = queries.next();
            if (caller.role().scope(Right.VIEW) == Scope.NONE) {
                assertThat(ask(caller, query, null).statusCode()).isEqualTo(403);
            } else {
                assertPages(caller, query);
            }
        }
    }

    private void assertPages(Caller caller, RandomQuery query) throws Exception {
        List<DialogRow> visible =
                rows.stream().filter(ScopedCallers.scope(caller, Right.VIEW)).toList();
        List<String> expected = ids(query.expected(visible));
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = server.json(ask(caller, query, cursor));
            page.get("items").forEach(item -> found.add(item.get("dialogId").asText()));
            assertThat(page.get("total").asLong())
                    .as("%s: total of %s", caller, query)
                    .isEqualTo(expected.size());
            if (!query.facets().isEmpty()) {
                assertThat(page.get("facets"))
                        .as("%s: facets of %s", caller, query)
                        .isEqualTo(FedServer.JSON.readTree(
                                FedServer.JSON.writeValueAsString(query.expectedFacets(visible))));
            }
            cursor = page.get("cursor").textValue();
        } while (cursor != null);
        assertThat(found).as("%s: %s", caller, query).isEqualTo(expected);
    }

    @Test
    void shouldSumUpOnlyWhatTheCallerMayView() throws Exception {
        RandomQueries queries = new RandomQueries(SEED + 2, rows, Optional.empty());
        for (int i = 0; i < QUESTIONS; i++) {
            Caller caller = callers.next();
            RandomQuery query = queries.next();
            if (query.isJson()) {
                continue;
            }
            String filters = query.parameters().entrySet().stream()
                    .filter(parameter -> !List.of("sort", "facets", "fields").contains(parameter.getKey()))
                    .flatMap(parameter -> parameter.getValue().stream()
                            .map(value -> "&" + FedServer.encode(parameter.getKey()) + "=" + FedServer.encode(value)))
                    .collect(Collectors.joining());
            HttpResponse<String> answer =
                    server.get(caller, "/api/v1/stats?metrics=firstResponse&groupBy=operator" + filters);
            if (caller.role().scope(Right.VIEW) == Scope.NONE) {
                assertThat(answer.statusCode()).isEqualTo(403);
                continue;
            }
            Map<String, Long> created = new HashMap<>();
            Map<String, Long> sums = new HashMap<>();
            for (DialogRow row : query.expected(rows.stream()
                    .filter(ScopedCallers.scope(caller, Right.VIEW))
                    .toList())) {
                String operator = String.valueOf(row.getOperatorId());
                created.merge(operator, 1L, Long::sum);
                Long response = row.getFirstResponseMs();
                sums.merge(operator, response == null ? 0 : response, Long::sum);
            }
            Map<String, Long> foundCreated = new HashMap<>();
            Map<String, Long> foundSums = new HashMap<>();
            for (JsonNode group : server.json(answer).get("groups")) {
                String operator = group.get("operator").asText();
                foundCreated.put(operator, group.get("created").asLong());
                foundSums.put(operator, group.get("firstResponseMs").get("sum").asLong());
            }
            assertThat(foundCreated).as("%s: %s", caller, query).isEqualTo(created);
            assertThat(foundSums).as("%s: %s", caller, query).isEqualTo(sums);
        }
    }

    @Test
    void shouldShowNothingForeignBehindACursorOfSomebodyElse() throws Exception {
        RandomQueries queries = new RandomQueries(SEED + 1, rows, Optional.empty());
        int used = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Caller giver = callers.next();
            Caller caller = callers.next();
            RandomQuery query = queries.next();
            if (giver.role().scope(Right.VIEW) == Scope.NONE || caller.role().scope(Right.VIEW) == Scope.NONE) {
                continue;
            }
            JsonNode first = server.json(ask(giver, query, null));
            String cursor = first.get("cursor").textValue();
            if (cursor == null) {
                continue;
            }
            used++;
            String last = first.get("items")
                    .get(first.get("items").size() - 1)
                    .get("dialogId")
                    .asText();
            DialogRow place = rows.stream()
                    .filter(row -> row.getDialogId().equals(last))
                    .findFirst()
                    .orElseThrow();
            List<DialogRow> visible = rows.stream()
                    .filter(ScopedCallers.scope(caller, Right.VIEW))
                    .toList();
            List<String> expected = ids(query.expected(visible).stream()
                    .filter(row -> query.order().compare(row, place) > 0)
                    .toList());

            JsonNode page = server.json(ask(caller, query, cursor));

            List<String> found = new ArrayList<>();
            page.get("items").forEach(item -> found.add(item.get("dialogId").asText()));
            assertThat(found)
                    .as("%s with the cursor of %s: %s", caller, giver, query)
                    .isEqualTo(expected.subList(0, Math.min(FedServer.PAGE, expected.size())));
            assertThat(page.get("total").asLong())
                    .isEqualTo(query.expected(visible).size());
        }
        assertThat(used).isPositive();
    }

    @Test
    void shouldAnswerForeignDialogsExactlyAsThoseThatDoNotExist() throws Exception {
        for (int i = 0; i < QUESTIONS; i++) {
            Caller caller = callers.next();
            DialogRow row = pick(rows);
            boolean exists = random.nextInt(10) > 0;
            String id = exists ? row.getDialogId() : "no such dialog " + i;
            boolean mayView = exists && ScopedCallers.scope(caller, Right.VIEW).test(row);
            boolean mayRead =
                    mayView && ScopedCallers.scope(caller, Right.HISTORY).test(row);
            boolean blind = caller.role().scope(Right.VIEW) == Scope.NONE;

            HttpResponse<String> dialog = server.get(caller, "/api/v1/dialogs/" + FedServer.encode(id));
            HttpResponse<String> history = server.get(caller, "/api/v1/dialogs/" + FedServer.encode(id) + "/history");

            assertThat(dialog.statusCode()).as("%s: %s", caller, row).isEqualTo(blind ? 403 : mayView ? 200 : 404);
            assertThat(history.statusCode())
                    .as("%s: history of %s", caller, row)
                    .isEqualTo(blind ? 403 : !mayView ? 404 : mayRead ? 200 : 403);
            if (!mayView && !blind) {
                ObjectNode problem = FedServer.JSON.createObjectNode();
                problem.put("type", "about:blank").put("title", "Not Found").put("status", 404);
                problem.put("detail", "there is no dialog \"" + id + "\"");
                assertThat(FedServer.JSON.readTree(dialog.body())).isEqualTo(problem);
                assertThat(FedServer.JSON.readTree(history.body())).isEqualTo(problem);
            }
        }
    }

    @Test
    void shouldNotFindWordsOfMessagesThatTheCallerMayNotRead() throws Exception {
        for (int i = 0; i < QUESTIONS; i++) {
            Caller caller = callers.next();
            if (caller.role().scope(Right.VIEW) == Scope.NONE) {
                continue;
            }
            int index = random.nextInt(rows.size());
            String word = FedServer.wordOf(index);
            Predicate<DialogRow> viewed = ScopedCallers.scope(caller, Right.VIEW);
            long visible = rows.stream().filter(viewed).count();
            long expected =
                    viewed.and(ScopedCallers.scope(caller, Right.HISTORY)).test(rows.get(index)) ? 1 : 0;

            assertThat(server.json(server.get(caller, "/api/v1/dialogs?q=" + word))
                            .get("total")
                            .asLong())
                    .as("%s: %s in %s", caller, word, rows.get(index))
                    .isEqualTo(expected);
            assertThat(server.json(server.send(
                                    caller,
                                    "/api/v1/dialogs/search",
                                    "POST",
                                    "{\"filter\": {\"not\": {\"or\": [{\"q\": \"" + word + "\"}]}}}"))
                            .get("total")
                            .asLong())
                    .isEqualTo(visible - expected);
        }
    }

    private HttpResponse<String> ask(Caller caller, RandomQuery query, @Nullable String cursor) throws Exception {
        return server.ask(caller, query, cursor);
    }

    private static List<String> ids(List<DialogRow> rows) {
        return rows.stream().map(DialogRow::getDialogId).toList();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
