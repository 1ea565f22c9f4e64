package io.dialogpulse.query.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.SearchTimeout;
import io.dialogpulse.query.search.Sort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of the index against the same rows, filtered and sorted by plain Java. */
class DialogSearchTest {
    private static final ListParser PARSER = new ListParser(InstantSource.system());
    private static final int ROWS = 300;

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final List<DialogRow> rows = new RandomRows(seed).rows(ROWS);

    @TempDir
    Path folder;

    private IndexedRows index;

    @BeforeEach
    void fill() throws IOException {
        System.out.println("seed " + seed);
        index = new IndexedRows(folder, rows, seed);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void shouldSortByEveryColumnInBothDirectionsOverAllPages() throws IOException {
        for (Column column : Column.values()) {
            for (String direction : List.of("", "-")) {
                assertPages(Map.of("sort", direction + column.apiName()), row -> true);
            }
        }
    }

    @Test
    void shouldRefuseMoreWordsThanCanBeSearched() throws IOException {
        Filter.Word hyphens = new Filter.Word("a-".repeat(1_100), false);
        Search search = new Search(
                new Filter.Words(Column.CLIENT_NAME, List.of(hyphens)),
                Sort.DEFAULT,
                Optional.empty(),
                1,
                Collections.emptySortedSet());

        DialogSearch dialogs = index.search(1);

        assertThatThrownBy(() -> dialogs.find(search, Duration.ofMinutes(1)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("filter has more than 1024 words and conditions");
    }

    @Test
    void shouldFindNamesByWordsAndPrefixesWithoutCaseAccentsAndYo() throws IOException {
        assertNames("елкина", "Анна Ёлкина", "анна ёлкина", "Анна Е\u0308лкина");
        assertNames("ЁЛКИНА анна", "Анна Ёлкина", "анна ёлкина", "Анна Е\u0308лкина");
        assertNames("е\u0308л*", "Анна Ёлкина", "анна ёлкина", "Анна Е\u0308лкина");
        assertNames("ива*", "Иван Петров", "иванов");
        assertNames("иван", "Иван Петров");
        assertNames("пет* ива*", "Иван Петров");
        assertNames("zoe", "Zoë", "zoe");
        assertNames("ann-mar*", "Ann-Marie O'Neil");
        assertNames("ван");
    }

    @Test
    void shouldFindOneDialogByItsId() throws IOException {
        DialogSearch search = index.search(ROWS);

        for (DialogRow row : rows) {
            assertThat(search.row(row.getDialogId()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(row.getDialogId()));
        }
        assertThat(search.row("deleted")).isEmpty();
        assertThat(search.row("")).isEmpty();
    }

    @Test
    void shouldFailRatherThanAnswerWithWhatIsFoundInTime() {
        ListRequest request = request(Map.of("facets", "line", "sort", "clientName"), Optional.empty());

        assertThatThrownBy(() -> index.search(0).find(request.within(Filter.ALL), Duration.ofNanos(-1)))
                .isInstanceOf(SearchTimeout.class);
    }

    @Test
    void shouldRefuseToCountMoreValuesThanItWouldAnswer() throws IOException {
        List<DialogRow> many = new RandomRows(seed).rows(1_100);
        many.forEach(row -> row.setOperatorId("operator of " + row.getDialogId()));
        try (IndexedRows operators = new IndexedRows(folder.resolve("many"), many, seed)) {
            ListRequest request = request(Map.of("facets", "status,operator"), Optional.empty());

            assertThatThrownBy(() -> operators.search(ROWS).find(request.within(Filter.ALL), Duration.ofMinutes(1)))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageStartingWith("facets cannot count by operatorId: the rows have more than 1000 values");
        }
    }

    private void assertNames(String text, String... names) throws IOException {
        List<String> expected = List.of(names);
        assertPages(
                Map.of("clientName", text),
                row -> row.getClientName() != null && expected.contains(row.getClientName()));
    }

    private void assertPages(Map<String, String> parameters, Predicate<DialogRow> filter) throws IOException {
        ListRequest first = request(parameters, Optional.empty());
        List<String> expected = rows.stream()
                .filter(filter)
                .sorted(first.sort().comparator())
                .map(DialogRow::getDialogId)
                .toList();
        Map<String, DialogRow> byId =
                rows.stream().collect(Collectors.toMap(DialogRow::getDialogId, Function.identity()));
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ListRequest request = request(parameters, cursor);
            Found page = index.search(ROWS).find(request.within(Filter.ALL), Duration.ofMinutes(1));
            assertThat(page.total()).as("%s", parameters).isEqualTo(expected.size());
            List<String> ids = page.rows().stream()
                    .map(row -> new String(row, StandardCharsets.UTF_8))
                    .limit(request.limit())
                    .toList();
            found.addAll(ids);
            cursor = page.rows().size() > request.limit()
                    ? Optional.of(request.encode(Cursor.after(requireNonNull(byId.get(ids.getLast())), request.sort())))
                    : Optional.empty();
        } while (cursor.isPresent());
        assertThat(found).as("%s with seed %d", parameters, seed).isEqualTo(expected);
    }

    private static ListRequest request(Map<String, String> parameters, Optional<String> cursor) {
        Map<String, List<String>> all = new HashMap<>();
        parameters.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("limit", List.of("37"));
        cursor.ifPresent(text -> all.put("cursor", List.of(text)));
        return PARSER.parameters(all);
    }
}
