package io.dialogpulse.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListParserTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final long NOW_MS = NOW.toEpochMilli();

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final ListParser parser = new ListParser(clock::get);

    @Test
    void shouldAnswerFiftyRowsLastWrittenFirstWhenNothingIsAskedFor() {
        ListRequest request = parse();

        assertThat(request.filter()).isEqualTo(Filter.ALL);
        assertThat(request.limit()).isEqualTo(50);
        assertThat(request.sort()).hasToString("-lastMessageAt,dialogId");
        assertThat(request.after()).isEmpty();
        assertThat(request.fields()).containsExactly(Column.values());
        assertThat(request.facets()).isEmpty();
        assertThat(request.partial()).isFalse();
    }

    @Test
    void shouldReadSettings() {
        ListRequest request = parse("fields=number,dialogId", "facets=operator,status", "partial=true", "limit=7");

        assertThat(request.fields()).containsExactly(Column.NUMBER, Column.DIALOG_ID);
        assertThat(request.facets()).extracting(ListFilter::name).containsExactly("operator", "status");
        assertThat(request.within(Filter.ALL).facets()).containsExactly(Column.STATUS, Column.OPERATOR_ID);
        assertThat(request.partial()).isTrue();
        assertThat(request.limit()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detailedStatus=QUEUED,NEW|AnyOf[column=DETAILED_STATUS, values=[NEW, QUEUED], orAbsent=false]",
                "line=l1,l2|AnyOf[column=LINE_ID, values=[l1, l2], orAbsent=false]",
                "operator=none,o1|AnyOf[column=OPERATOR_ID, values=[o1], orAbsent=true]",
                "operator=none|AnyOf[column=OPERATOR_ID, values=[], orAbsent=true]",
                "participant=o1|AnyOf[column=PARTICIPANT_IDS, values=[o1], orAbsent=false]",
                "clientRating=5,none,4|AnyOf[column=CLIENT_RATING, values=[4, 5], orAbsent=true]",
                "direction=INBOUND|AnyOf[column=DIRECTION, values=[INBOUND], orAbsent=false]",
                "client=c,c|AnyOf[column=CLIENT_ID, values=[c], orAbsent=false]",
                "spam=false|AnyOf[column=SPAM, values=[false], orAbsent=false]",
                "crm=true|Present[column=CRM]",
                "waiting=false|Not[filter=Present[column=OPEN_QUESTION_AT]]",
                "id=a,b|AnyOf[column=DIALOG_ID, values=[a,b], orAbsent=false]",
                "number=1042,007|AnyOf[column=NUMBER, values=[1042, 7], orAbsent=false]",
                "number.gte=5|Between[column=NUMBER, min=5, max=9223372036854775807]",
                "transferCount.lt=2|Between[column=TRANSFER_COUNT, min=-9223372036854775808, max=1]",
                "maxResponseMs.gt=60000|Between[column=MAX_RESPONSE_MS, min=60001, max=9223372036854775807]",
                "maxResponse.gt=PT1M|Between[column=MAX_RESPONSE_MS, min=60001, max=9223372036854775807]",
                "botMs.exists=true|Present[column=BOT_MS]",
                "bot.exists=false|Not[filter=Present[column=BOT_MS]]",
                "closedAt.exists=false|Not[filter=Present[column=CLOSED_AT]]",
                "clientName=Анна ива* !|Words[column=CLIENT_NAME, words=[Word[text=Анна, prefix=false],"
                        + " Word[text=ива, prefix=true]]]",
                "q=возврат 17*|Text[words=[Word[text=возврат, prefix=false], Word[text=17, prefix=true]]]",
            })
    void shouldReadEveryKindOfFilter(String parameter, String filter) {
        assertThat(parse(parameter).filter()).hasToString(filter);
    }

    @Test
    void shouldKnowTheActiveStatuses() {
        assertThat(parse("active=true").filter())
                .isEqualTo(new Filter.AnyOf(
                        Column.DETAILED_STATUS,
                        new TreeSet<>(List.of(
                                "NEW",
                                "QUEUED",
                                "ACCEPTED",
                                "CLIENT_WAITING",
                                "CLIENT_WAITING_AGAIN",
                                "OPERATOR_ANSWERED")),
                        false));
        assertThat(parse("active=false").filter()).isInstanceOf(Filter.Not.class);
    }

    @ParameterizedTest
    @CsvSource({
        // Winter begins in Berlin on 2026-10-25, which has 25 hours there
        "gte, 2026-10-25, 2026-10-24T22:00:00Z",
        "gt,  2026-10-25, 2026-10-25T23:00:00Z",
        "lte, 2026-10-25, 2026-10-25T22:59:59.999Z",
        "lt,  2026-10-25, 2026-10-24T21:59:59.999Z",
        "gte, 1970-01-01T00:00:00.0015Z, 1970-01-01T00:00:00.002Z",
        "gt,  1970-01-01T00:00:00.0015Z, 1970-01-01T00:00:00.002Z",
        "lte, 1970-01-01T00:00:00.0015Z, 1970-01-01T00:00:00.001Z",
        "lt,  1970-01-01T00:00:00.0015Z, 1970-01-01T00:00:00.001Z",
        "gt,  1970-01-01T00:00:00.002Z, 1970-01-01T00:00:00.003Z",
        "lt,  2026-11-01T00:00:00+03:00, 2026-10-31T20:59:59.999Z",
        "lt,  -5, 1969-12-31T23:59:59.994Z",
        "gte, now, 2026-11-22T10:15:30.123Z",
        "gt,  now-15m, 2026-11-22T10:00:30.124Z",
        "lte, now+90s, 2026-11-22T10:17:00.123Z",
        // Four weeks ago the clock in Berlin stood two hours before UTC
        "gte, now-4w-1d, 2026-10-24T09:15:30.123Z",
        "gte, now-1M, 2026-10-22T09:15:30.123Z",
        "gte, now/d, 2026-11-21T23:00:00Z",
        "lte, now/d, 2026-11-22T22:59:59.999Z",
        "gte, now/w, 2026-11-15T23:00:00Z",
        "lt,  now-1w/w, 2026-11-08T22:59:59.999Z",
        "gte, now/M, 2026-10-31T23:00:00Z",
        "lte, now-1M/M, 2026-10-31T22:59:59.999Z",
    })
    void shouldReadTimes(String end, String text, Instant expected) {
        boolean lower = end.startsWith("g");
        assertThat(parse("timezone=Europe/Berlin", "createdAt." + end + "=" + text)
                        .filter())
                .isEqualTo(new Filter.Between(
                        Column.CREATED_AT,
                        lower ? expected.toEpochMilli() : Long.MIN_VALUE,
                        lower ? Long.MAX_VALUE : expected.toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "waitingFor.gt=PT5M, -9223372036854775808, -300001",
        "waitingFor.gte=PT5M, -9223372036854775808, -300000",
        "waitingForMs.lt=300000, -299999, 9223372036854775807",
        "waitingFor.lte=PT0.0015S, -1, 9223372036854775807",
        "waitingForMs.gt=-9, -9223372036854775808, 8",
    })
    void shouldTurnTheTimeThatAClientWaitsIntoTheTimeOfTheQuestion(String parameter, long min, long max) {
        assertThat(parse(parameter).filter())
                .isEqualTo(new Filter.Between(
                        Column.OPEN_QUESTION_AT,
                        min == Long.MIN_VALUE ? min : NOW_MS + min,
                        max == Long.MAX_VALUE ? max : NOW_MS + max));
    }

    @ParameterizedTest
    @CsvSource({
        "timeLeft.lt=PT5M, -9223372036854775808, 299999",
        "timeLeftMs.gte=-1000, -1000, 9223372036854775807",
        "timeLeft.lte=PT9223372036854775S, -9223372036854775808, 9223372036854775807",
        "breached=true, -9223372036854775808, 0",
    })
    void shouldTurnTheTimeThatIsLeftIntoTheTimeThatIsDue(String parameter, long min, long max) {
        assertThat(parse(parameter).filter())
                .isEqualTo(new Filter.Between(
                        Column.DUE_AT,
                        min == Long.MIN_VALUE ? min : NOW_MS + min,
                        max == Long.MAX_VALUE ? max : NOW_MS + max));
    }

    @Test
    void shouldTakeRowsThatAreDueAtNoTimeForNotBreached() {
        assertThat(parse("breached=false").filter())
                .isEqualTo(new Filter.Not(new Filter.Between(Column.DUE_AT, Long.MIN_VALUE, NOW_MS)));
    }

    @Test
    void shouldPutTheEndsOfARangeTogetherHoweverTheyAreWritten() {
        assertThat(parse("maxResponse.gte=PT1S", "maxResponseMs.lt=5000", "maxResponse.exists=true")
                        .filter())
                .isEqualTo(new Filter.Between(Column.MAX_RESPONSE_MS, 1_000, 4_999));
    }

    @Test
    void shouldTakeSeveralValuesFromRepeatedParameters() {
        assertThat(parser.parameters(Map.of("line", List.of("l1", "l2,l3"))).filter())
                .hasToString("AnyOf[column=LINE_ID, values=[l1, l2, l3], orAbsent=false]");
    }

    @Test
    void shouldUnderstandTheSameByJson() {
        assertThat(json("{\"status\": [\"CLOSED\"], \"limit\": 5}").filter())
                .isEqualTo(parse("status=CLOSED").filter());
        assertThat(json("""
                {"filter": {"line": ["a,b", "c"], "createdAt": {"gte": "now-7d", "lt": 5000000000000},
                            "spam": false, "number": 7, "operator": "none,o1"},
                 "sort": ["-number", "clientName"], "fields": ["number"], "facets": "line,channel", "cursor": null}
                """)).satisfies(request -> {
            assertThat(request.filter())
                    .hasToString("And[filters=[AnyOf[column=LINE_ID, values=[a,b, c], orAbsent=false], "
                            + "AnyOf[column=OPERATOR_ID, values=[o1], orAbsent=true], "
                            + "AnyOf[column=SPAM, values=[false], orAbsent=false], "
                            + "AnyOf[column=NUMBER, values=[7], orAbsent=false], "
                            + "Between[column=CREATED_AT, min=" + (NOW_MS - 7 * 86_400_000L)
                            + ", max=4999999999999]]]");
            assertThat(request.sort()).hasToString("-number,clientName,dialogId");
            assertThat(request.fields()).containsExactly(Column.NUMBER);
            assertThat(request.facets()).extracting(ListFilter::name).containsExactly("line", "channel");
        });
    }

    @Test
    void shouldNestAndOrNot() {
        assertThat(json("""
                {"filter": {"or": [{"spam": true}, {"and": [{"crm": true}, {"not": {"pinned": true}}]}],
                            "waiting": true}}""").filter())
                .hasToString("And[filters=[Present[column=OPEN_QUESTION_AT], Or[filters=["
                        + "AnyOf[column=SPAM, values=[true], orAbsent=false], And[filters=[Present[column=CRM], "
                        + "Not[filter=AnyOf[column=PINNED, values=[true], orAbsent=false]]]]]]]]");
    }

    @Test
    void shouldAndTheFiltersOfAViewAndTakeItsSettingsWhereNoneAreGiven() throws JsonProcessingException {
        ListRequest request = parser.parameters(
                Map.of("line", List.of("l1"), "limit", List.of("5")),
                new ObjectMapper()
                        .readTree("{\"sort\": \"number\", \"limit\": 9, \"filter\": {\"line\": [\"l1\", \"l2\"]}}"));

        assertThat(request.filter())
                .hasToString("And[filters=[AnyOf[column=LINE_ID, values=[l1, l2], orAbsent=false], "
                        + "AnyOf[column=LINE_ID, values=[l1], orAbsent=false]]]");
        assertThat(request.sort()).hasToString("number,dialogId");
        assertThat(request.limit()).isEqualTo(5);
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

    @Test
    void shouldMeanTheSameMomentByNowOnAllPages() {
        ListRequest first = parse("createdAt.gte=now-7d", "waitingFor.gt=PT5M");
        String cursor = first.encode(new Cursor(Arrays.asList(5L, "d")));
        clock.set(NOW.plusSeconds(3_600));

        assertThat(parse("createdAt.gte=now-7d", "waitingFor.gt=PT5M", "cursor=" + cursor)
                        .filter())
                .isEqualTo(first.filter());
        assertThat(errorsOf("createdAt.gte=now-8d", "waitingFor.gt=PT5M", "cursor=" + cursor))
                .containsExactly(new FieldError("cursor", "belongs to other filters or another sorting"));
    }

    private List<FieldError> errorsOf(String... parameters) {
        return catchThrowableOfType(InvalidRequest.class, () -> parse(parameters))
                .errors();
    }

    private ListRequest parse(String... parameters) {
        Map<String, List<String>> map = new TreeMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            map.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
        }
        return parser.parameters(map);
    }

    private ListRequest json(String body) {
        try {
            return parser.json(new ObjectMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
