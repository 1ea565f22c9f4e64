package io.dialogpulse.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListParametersTest {
    @Test
    void shouldAnswerFiftyRowsLastWrittenFirstWhenNothingIsAskedFor() {
        ListRequest request = parse();

        assertThat(request.filter()).isEqualTo(Filter.ALL);
        assertThat(request.limit()).isEqualTo(50);
        assertThat(request.sort()).hasToString("-lastMessageAt,dialogId");
        assertThat(request.after()).isEmpty();
    }

    @Test
    void shouldReadEveryFilter() {
        ListRequest request = parse(
                "status=CLOSED",
                "detailedStatus=NEW,QUEUED",
                "line=l1,l2",
                "channel=vk",
                "operator=none,o1",
                "clientName=Анна ива*",
                "createdAt.gte=2026-11-01T00:00:00+03:00",
                "createdAt.lt=1793480400000");

        assertThat(request.filter())
                .isEqualTo(new Filter.And(List.of(
                        anyOf(Column.STATUS, false, "CLOSED"),
                        anyOf(Column.DETAILED_STATUS, false, "NEW", "QUEUED"),
                        anyOf(Column.LINE_ID, false, "l1", "l2"),
                        anyOf(Column.CHANNEL, false, "vk"),
                        anyOf(Column.OPERATOR_ID, true, "o1"),
                        new Filter.Words(
                                Column.CLIENT_NAME,
                                List.of(new Filter.Word("Анна", false), new Filter.Word("ива", true))),
                        new Filter.Between(Column.CREATED_AT, 1793480400000L, 1793480399999L))));
    }

    @Test
    void shouldTakeSeveralValuesFromRepeatedParameters() {
        Map<String, List<String>> parameters = Map.of("line", List.of("l1", "l2,l3"));

        assertThat(ListParameters.parse(parameters).filter())
                .isEqualTo(new Filter.And(List.of(anyOf(Column.LINE_ID, false, "l1", "l2", "l3"))));
    }

    @Test
    void shouldSortByEveryColumnInBothDirections() {
        for (Column column : Column.values()) {
            assertThat(parse("sort=" + column.apiName()).sort().orders())
                    .startsWith(new Sort.Order(column, false))
                    .last()
                    .isEqualTo(new Sort.Order(Column.DIALOG_ID, false));
            assertThat(parse("sort=-" + column.apiName()).sort().orders()).startsWith(new Sort.Order(column, true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lines=l1|lines|is no parameter of this list",
                "status=OPEN|status|has no value \"OPEN\", but CLIENT_WAITING, OPERATOR_ANSWERED, CLOSED",
                "status=UNKNOWN|status|has no value \"UNKNOWN\", but CLIENT_WAITING, OPERATOR_ANSWERED, CLOSED",
                "line=|line|has an empty value: \"\"",
                "line=a,|line|has an empty value: \"a,\"",
                "clientName=!!! *|clientName|has no word: \"!!! *\"",
                "clientName=|clientName|is empty",
                "limit=0|limit|is \"0\", not a number from 1 to 500",
                "limit=501|limit|is \"501\", not a number from 1 to 500",
                "limit=x|limit|is \"x\", not a number from 1 to 500",
                "sort=|sort|is empty",
                "sort=name|sort|names no column: \"name\"",
                "sort=number,-number|sort|names number twice",
                "sort=number,|sort|names no column: \"\"",
                "cursor=abc|cursor|is none that this API has handed out",
            })
    void shouldNameTheParameterAndWhatIsWrongWithIt(String parameter, String field, String message) {
        assertThat(errorsOf(parameter)).containsExactly(new FieldError(field, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01", "2026-11-01T00:00:00", "yesterday", "1e3", "+999999999-12-31T23:59:59Z"})
    void shouldRefuseWhatIsNoTime(String text) {
        assertThat(errorsOf("createdAt.gt=" + text)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("createdAt.gt");
            assertThat(error.message()).contains("neither ISO-8601", text);
        });
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        assertThat(errorsOf("status=X", "limit=0", "foo=1", "sort=x"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("foo", "status", "sort", "limit");
    }

    @Test
    void shouldRefuseAParameterThatIsGivenTwice() {
        InvalidRequest refused = catchThrowableOfType(
                InvalidRequest.class, () -> ListParameters.parse(Map.of("limit", List.of("1", "2"))));

        assertThat(refused.errors()).containsExactly(new FieldError("limit", "is given 2 times"));
    }

    @Test
    void shouldReadItsOwnCursorAndRefuseItForAnotherList() {
        ListRequest request = parse("line=l1", "sort=-lastMessageAt,clientName");
        Cursor cursor = new Cursor(Arrays.asList(5L, null, "d|1 ё"));
        String text = request.encode(cursor);

        assertThat(parse("sort=-lastMessageAt,clientName", "line=l1", "limit=7", "cursor=" + text)
                        .after())
                .contains(cursor);
        for (String other : List.of("line=l2", "channel=l1")) {
            assertThat(errorsOf(other, "sort=-lastMessageAt,clientName", "cursor=" + text))
                    .containsExactly(new FieldError("cursor", "belongs to other filters or another sorting"));
        }
        assertThat(errorsOf("line=l1", "sort=lastMessageAt,clientName", "cursor=" + text))
                .containsExactly(new FieldError("cursor", "belongs to other filters or another sorting"));
    }

    @ParameterizedTest
    @CsvSource({
        "GTE, 1970-01-01T00:00:00.0015Z, 2",
        "GT,  1970-01-01T00:00:00.0015Z, 2",
        "LTE, 1970-01-01T00:00:00.0015Z, 1",
        "LT,  1970-01-01T00:00:00.0015Z, 1",
        "GTE, 1970-01-01T00:00:00.002Z, 2",
        "GT,  1970-01-01T00:00:00.002Z, 3",
        "LTE, 1970-01-01T00:00:00.002Z, 2",
        "LT,  1970-01-01T00:00:00.002Z, 1",
        "GT,  5, 6",
        "LT,  -5, -6",
    })
    void shouldTurnBoundsIntoTheMillisecondsThatBelongToTheRange(TimeBound bound, String text, long expected) {
        assertThat(bound.parse(text)).hasValue(expected);
    }

    private static Filter.AnyOf anyOf(Column column, boolean orAbsent, String... values) {
        return new Filter.AnyOf(column, new TreeSet<>(List.of(values)), orAbsent);
    }

    private static List<FieldError> errorsOf(String... parameters) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(parameters))
                .errors();
    }

    private static ListRequest parse(String... parameters) {
        Map<String, List<String>> map = new TreeMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            map.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
        }
        return ListParameters.parse(map);
    }
}
