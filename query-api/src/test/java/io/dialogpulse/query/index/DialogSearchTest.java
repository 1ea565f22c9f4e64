package io.dialogpulse.query.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListParameters;
import io.dialogpulse.query.search.ListRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
    private static final int PARTITIONS = 3;
    private static final int ROWS = 300;

    private final long seed = new Random().nextLong();
    private final List<DialogRow> rows = new RandomRows(seed).rows(ROWS);
    private final List<PartitionIndex<DialogRow>> indexes = new ArrayList<>();
    private final List<IndexSnapshot> snapshots = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        System.out.println("seed " + seed);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            indexes.add(PartitionIndex.open(
                    new RowDocuments(), folder.resolve("p" + partition), 1, InstantSource.system()));
        }
        RandomRows older = new RandomRows(seed + 1);
        for (int i = 0; i < ROWS; i++) {
            PartitionIndex<DialogRow> index = indexes.get(i % PARTITIONS);
            String id = rows.get(i).getDialogId();
            if (i % 3 == 0) {
                put(index, older.row(id));
            }
            if (i % 50 == 0) {
                // Several segments, some with deleted documents
                index.refresh();
            }
            put(index, rows.get(i));
        }
        DialogRow deleted = older.row("deleted");
        put(indexes.getFirst(), deleted);
        indexes.getFirst().delete("deleted");
        for (PartitionIndex<DialogRow> index : indexes) {
            index.refresh();
            snapshots.add(index.snapshot().orElseThrow());
        }
    }

    @AfterEach
    void close() throws IOException {
        for (IndexSnapshot snapshot : snapshots) {
            snapshot.close();
        }
        for (PartitionIndex<DialogRow> index : indexes) {
            index.close();
        }
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
    void shouldSortBySeveralColumns() throws IOException {
        Random random = new Random(seed);
        List<Column> columns = new ArrayList<>(List.of(Column.values()));
        for (int round = 0; round < 30; round++) {
            List<String> sort = new ArrayList<>();
            Collections.shuffle(columns, random);
            columns.subList(0, 3).forEach(column -> sort.add((random.nextBoolean() ? "-" : "") + column.apiName()));
            assertPages(Map.of("sort", String.join(",", sort)), row -> true);
        }
    }

    @Test
    void shouldFilter() throws IOException {
        assertPages(Map.of("status", "CLOSED"), row -> row.getStatus().name().equals("CLOSED"));
        assertPages(
                Map.of("detailedStatus", "NEW,SPAM"),
                row -> List.of("NEW", "SPAM").contains(row.getDetailedStatus().name()));
        assertPages(
                Map.of("line", "line1,line3,nowhere"),
                row -> "line1".equals(row.getLineId()) || "line3".equals(row.getLineId()));
        assertPages(Map.of("channel", "vk"), row -> "vk".equals(row.getChannel()));
        assertPages(Map.of("operator", "none"), row -> row.getOperatorId() == null);
        assertPages(
                Map.of("operator", "none,operator2"),
                row -> row.getOperatorId() == null || row.getOperatorId().equals("operator2"));
        assertPages(
                Map.of("createdAt.gt", "1790000005000", "createdAt.lte", "1790000020000"),
                row -> row.getCreatedAt().toEpochMilli() > 1790000005000L
                        && row.getCreatedAt().toEpochMilli() <= 1790000020000L);
        assertPages(
                Map.of("channel", "telegram", "status", "CLOSED,CLIENT_WAITING", "sort", "-clientName"),
                row -> "telegram".equals(row.getChannel())
                        && !row.getStatus().name().equals("OPERATOR_ANSWERED"));
    }

    @Test
    void shouldFindNamesByWordsAndPrefixesWithoutCaseAccentsAndYo() throws IOException {
        assertNames("елкина", "Анна Ёлкина");
        assertNames("ЁЛКИНА анна", "Анна Ёлкина");
        assertNames("е\u0308л*", "Анна Ёлкина");
        assertNames("ива*", "Иван Петров", "иванов");
        assertNames("иван", "Иван Петров");
        assertNames("пет* ива*", "Иван Петров");
        assertNames("zoe", "Zoë", "zoe");
        assertNames("ann-mar*", "Ann-Marie O'Neil");
        assertNames("ван");
    }

    @Test
    void shouldFindOneDialogByItsId() throws IOException {
        DialogSearch search = new DialogSearch(snapshots);

        for (DialogRow row : rows) {
            assertThat(search.row(row.getDialogId()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(row.getDialogId()));
        }
        assertThat(search.row("deleted")).isEmpty();
        assertThat(search.row("")).isEmpty();
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
                .sorted(comparator(first))
                .map(DialogRow::getDialogId)
                .toList();
        Map<String, DialogRow> byId =
                rows.stream().collect(Collectors.toMap(DialogRow::getDialogId, Function.identity()));
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ListRequest request = request(parameters, cursor);
            Found page = new DialogSearch(snapshots).find(request.within(Filter.ALL));
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
        return ListParameters.parse(all);
    }

    private static Comparator<DialogRow> comparator(ListRequest request) {
        return (left, right) -> {
            for (var order : request.sort().orders()) {
                Object leftKey = order.column().sortKeyIn(left);
                Object rightKey = order.column().sortKeyIn(right);
                int compared;
                if (leftKey == null || rightKey == null) {
                    compared = Boolean.compare(leftKey == null, rightKey == null);
                } else if (leftKey instanceof Long number) {
                    compared = Long.compare(number, (Long) rightKey) * (order.descending() ? -1 : 1);
                } else {
                    compared = byCodePoints(leftKey.toString(), rightKey.toString()) * (order.descending() ? -1 : 1);
                }
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private static int byCodePoints(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }

    /** The row's bytes are the caller's business: here they are its id. */
    private static void put(PartitionIndex<DialogRow> index, DialogRow row) throws IOException {
        index.put(row.getDialogId(), row, row.getDialogId().getBytes(StandardCharsets.UTF_8));
    }
}
