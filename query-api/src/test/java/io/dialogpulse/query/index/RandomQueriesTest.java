package io.dialogpulse.query.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.reference.RandomQueries;
import io.dialogpulse.query.reference.RandomQuery;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Facets;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListFilter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random requests, all pages of each, against the same rows filtered, sorted and counted by plain Java. */
class RandomQueriesTest {
    private static final int ROWS = 1_500;
    private static final int QUERIES = 2_000;
    private static final int MAX_PAGES = 12;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final List<DialogRow> rows = new RandomRows(seed).rows(ROWS);
    private final Map<String, DialogRow> byId =
            rows.stream().collect(Collectors.toMap(DialogRow::getDialogId, Function.identity()));

    @TempDir
    Path folder;

    @Test
    void shouldAnswerRandomQueriesAsPlainJavaDoesWithAndWithoutNarrowing() throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(seed, rows, Optional.of(NOW));
        try (IndexedRows index = new IndexedRows(folder, rows, seed)) {
            for (int i = 0; i < QUERIES; i++) {
                RandomQuery query = queries.next();
                assertAnswered(query, index.search(random.nextBoolean() ? random.nextInt(50) : ROWS), random);
            }
        }
    }

    private void assertAnswered(RandomQuery query, DialogSearch search, Random random) throws IOException {
        String what = query + " with seed " + seed;
        List<String> expected =
                query.expected(rows).stream().map(DialogRow::getDialogId).toList();
        SortedMap<String, SortedMap<String, Long>> facets = query.expectedFacets(rows);
        int limit = Math.max(1 + random.nextInt(100), expected.size() / MAX_PAGES);
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ListRequest request = request(query, Math.min(limit, ListRequest.MAX_LIMIT), cursor);
            Found page = search.find(request.within(Filter.ALL), LIMIT);
            assertThat(page.total()).as(what).isEqualTo(expected.size());
            assertThat(facets(request, page)).as(what).isEqualTo(facets);
            List<String> ids = page.rows().stream()
                    .map(IndexedRows::id)
                    .limit(request.limit())
                    .toList();
            found.addAll(ids);
            cursor = page.rows().size() > request.limit()
                    ? Optional.of(request.encode(Cursor.after(requireNonNull(byId.get(ids.getLast())), request.sort())))
                    : Optional.empty();
        } while (cursor.isPresent());
        assertThat(found).as(what).isEqualTo(expected);
    }

    private static ListRequest request(RandomQuery query, int limit, Optional<String> cursor) {
        // The pages after the first are asked for later: they still mean the same moment
        ListParser parser = new ListParser(() -> cursor.isPresent() ? NOW.plusSeconds(100) : NOW);
        if (query.isJson()) {
            ObjectNode body = query.body().deepCopy().put("limit", limit);
            cursor.ifPresent(text -> body.put("cursor", text));
            return parser.json(body);
        }
        Map<String, List<String>> parameters = new HashMap<>(query.parameters());
        parameters.put("limit", List.of(Integer.toString(limit)));
        cursor.ifPresent(text -> parameters.put("cursor", List.of(text)));
        return parser.parameters(parameters);
    }

    private static SortedMap<String, SortedMap<String, Long>> facets(ListRequest request, Found page) {
        SortedMap<String, SortedMap<String, Long>> facets = new TreeMap<>();
        for (ListFilter facet : request.facets()) {
            SortedMap<String, Long> values = new TreeMap<>();
            requireNonNull(page.facets().get(facet.column()))
                    .forEach((value, count) -> values.put(value.equals(Facets.ABSENT) ? "none" : value, count));
            facets.put(facet.name(), values);
        }
        return facets;
    }
}
