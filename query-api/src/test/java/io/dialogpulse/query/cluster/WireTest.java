package io.dialogpulse.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one instance says, the other understands. */
class WireTest {
    private static final SortedSet<Integer> PARTITIONS = new TreeSet<>(Set.of(3, 7));

    @Test
    void shouldCarryASearchWithEveryKindOfFilterAndCursorKey() throws IOException {
        Filter filter = new Filter.And(List.of(
                new Filter.Or(List.of(
                        new Filter.AnyOf(Column.CHANNEL, new TreeSet<>(Set.of("vk", "telegram")), true),
                        new Filter.Not(new Filter.Present(Column.CLOSED_AT)))),
                new Filter.Between(Column.CREATED_AT, Long.MIN_VALUE, 1_790_000_000_000L),
                new Filter.Words(Column.CLIENT_NAME, List.of(new Filter.Word("ив\"а", true))),
                new Filter.RowText(List.of(new Filter.Word("ив", true))),
                new Filter.Text(List.of(new Filter.Word("возврат", false)))));
        Sort sort = new Sort(List.of(
                new Sort.Order(Column.CREATED_AT, true),
                new Sort.Order(Column.MESSAGE_COUNT, false),
                new Sort.Order(Column.OPERATOR_ID, false),
                new Sort.Order(Column.DIALOG_ID, false)));
        List<@Nullable Object> keys = Arrays.asList(1_790_000_000_000L, 3L, null, "d|1");
        Search search = new Search(
                filter, sort, Optional.of(new Cursor(keys)), 51, new TreeSet<>(Set.of(Column.STATUS, Column.LINE_ID)));

        Wire.Request request = Wire.request(Wire.bytes(new Wire.Request(PARTITIONS, FindRows.of(search))));

        assertThat(request.partitions()).isEqualTo(PARTITIONS);
        assertThat(((FindRows) request.question()).search()).isEqualTo(search);
    }

    @Test
    void shouldCarryTheOtherQuestions() throws IOException {
        for (Question<?> question :
                List.of(new ReadHistory("d1", HistoryOrder.NEWEST_FIRST, "d1|5", 11), new Presence())) {
            Wire.Request request = new Wire.Request(PARTITIONS, question);

            assertThat(Wire.request(Wire.bytes(request))).isEqualTo(request);
        }
    }

    @Test
    void shouldCarryAnswers() throws IOException {
        byte[] row = "bytes, as they are".getBytes(StandardCharsets.UTF_8);
        TreeMap<Column, SortedMap<String, Long>> facets = new TreeMap<>();
        facets.put(Column.STATUS, new TreeMap<>(Map.of("", 2L, "CLOSED", 1L << 40)));
        Reply<Found> sent = new Reply<>(PARTITIONS, new Found(List.of(row), 1L << 40, facets), 99);

        Reply<Found> received = Wire.reply(Wire.bytes(sent), FindRows.of(anySearch()));

        Found found = Objects.requireNonNull(received.answer());
        assertThat(received.partitions()).isEqualTo(PARTITIONS);
        assertThat(received.asOf()).isEqualTo(99);
        assertThat(found.rows()).containsExactly(row);
        assertThat(found.total()).isEqualTo(1L << 40);
        assertThat(found.facets()).isEqualTo(facets);
    }

    @Test
    void shouldCarryThatNobodyAnswers() throws IOException {
        assertThat(Wire.reply(Wire.bytes(Reply.none()), new Presence())).isEqualTo(Reply.none());
    }

    @Test
    void shouldUnderstandWhatIsWrongWithAQuestion() throws IOException {
        String problem = """
                {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "q is too long",
                 "errors": [{"field": "q", "message": "is too long"}]}""";

        InvalidRequest refusal = Wire.refusal(problem.getBytes(StandardCharsets.UTF_8));

        assertThat(refusal.errors()).containsExactly(new FieldError("q", "is too long"));
    }

    @Test
    void shouldNotTakeAnythingElseForARefusal() {
        for (String body : List.of("{\"status\": 400}", "{\"errors\": []}", "Bad Request", "")) {
            assertThatThrownBy(() -> Wire.refusal(body.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Search anySearch() {
        return new Search(Filter.ALL, Sort.DEFAULT, Optional.empty(), 1, new TreeSet<>());
    }
}
