package io.dialogpulse.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListRefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    private final ListParser parser = new ListParser(() -> NOW);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lines=l1|lines|is no parameter of this list",
                "createdAt=now|createdAt|needs one of .gte, .gt, .lte, .lt, .exists behind createdAt",
                "createdAt.eq=now|createdAt.eq|needs one of .gte, .gt, .lte, .lt, .exists behind createdAt",
                "line.gte=5|line.gte|is no parameter of this list",
                "status=OPEN|status|has no value \"OPEN\", but CLIENT_WAITING, OPERATOR_ANSWERED, CLOSED",
                "status=UNKNOWN|status|has no value \"UNKNOWN\", but CLIENT_WAITING, OPERATOR_ANSWERED, CLOSED",
                "clientRating=6|clientRating|has no value \"6\", but 1, 2, 3, 4, 5, none",
                "line=|line|has an empty value: \"\"",
                "line=a,|line|has an empty value: \"a,\"",
                "spam=yes|spam|is \"yes\", neither true nor false",
                "number=x|number|is no whole number: \"x\"",
                "number.gt=1.5|number.gt|is no whole number: \"1.5\" (-5, 0, 42)",
                "maxResponse.gt=60000|maxResponse.gt|is no ISO-8601 duration: \"60000\""
                        + " (PT1M30S, P2DT12H; maxResponseMs takes milliseconds)",
                "closedAt.exists=no|closedAt.exists|is \"no\", neither true nor false",
                "clientName=!!! *|clientName|has no word: \"!!! *\"",
                "clientName=|clientName|is empty",
                "limit=0|limit|is \"0\", not a number from 1 to 500",
                "limit=501|limit|is \"501\", not a number from 1 to 500",
                "sort=|sort|is empty",
                "sort=name|sort|names no column: \"name\"",
                "sort=number,-number|sort|names number twice",
                "sort=number,|sort|names no column: \"\"",
                "fields=number,number|fields|names number twice",
                "fields=|fields|names no column: \"\"",
                "facets=clientName|facets|cannot count by: \"clientName\"",
                "facets=status,nothing|facets|cannot count by: \"nothing\"",
                "timezone=Mars|timezone|is no time zone: \"Mars\"",
                "partial=1|partial|is \"1\", neither true nor false",
                "cursor=abc|cursor|is none that this API has handed out",
            })
    void shouldNameTheParameterAndWhatIsWrongWithIt(String parameter, String field, String message) {
        assertThat(errorsOf(parameter)).containsExactly(new FieldError(field, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01",
                "2026-11-01T00:00:00",
                "yesterday",
                "1e3",
                "+999999999-12-31T23:59:59Z",
                "now-7",
                "now/y",
                "now 7d",
                "now+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThat(errorsOf("createdAt.gt=" + text)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("createdAt.gt");
            assertThat(error.message()).contains("is no time: \"" + text + "\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "createdAt.gte=2026-11-02|createdAt.lte=2026-11-01|createdAt|"
                        + "is an empty range: its upper end lies below its lower end",
                "number.gt=5|number.lt=6|number|is an empty range: its upper end lies below its lower end",
                "maxResponse.gt=PT1M|maxResponseMs.lt=5|maxResponse|"
                        + "is an empty range: its upper end lies below its lower end",
                "closedAt.exists=false|closedAt.gte=now-1d|closedAt|cannot lie in a range and not exist",
                "botMs.exists=false|bot.exists=true|bot|cannot both exist and not exist",
            })
    void shouldRefuseWhatContradictsItself(String one, String other, String field, String message) {
        assertThat(errorsOf(one, other)).containsExactly(new FieldError(field, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|body|is no JSON object",
                "{'filter': 5}|filter|is no JSON object",
                "{'filter': {'and': {}}}|filter.and|is no array of at least one filter",
                "{'filter': {'or': []}}|filter.or|is no array of at least one filter",
                "{'filter': {'or': [{'spam': 'x'}]}}|filter.or[0].spam|is \"x\", neither true nor false",
                "{'filter': {'not': {'foo': 1}}}|filter.not.foo|is no parameter of this list",
                "{'filter': {'not': {'createdAt': {'gte': 'x'}}}}|filter.not.createdAt.gte|is no time",
                "{'filter': {'createdAt': {'gte': 1}, 'createdAt.gte': 2}}|filter.createdAt.gte|is given twice",
                "{'filter': {'createdAt': {}}}|filter.createdAt|is an empty object",
                "{'line': []}|line|is an empty array",
                "{'line': [null]}|line|holds null",
                "{'line': [['a']]}|line|holds array",
                "{'limit': [1, 2]}|limit|is given 2 times",
                "{'limit': 1.5}|limit|is \"1.5\", not a number from 1 to 500",
                "{'and': [{'spam': true}]}|and|holds object",
            })
    void shouldNameThePlaceInJsonAndWhatIsWrongThere(String body, String field, String message) {
        assertThat(catchThrowableOfType(InvalidRequest.class, () -> json(body.replace('\'', '"')))
                        .errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo(field);
                    assertThat(error.message()).startsWith(message);
                });
    }

    @Test
    void shouldRefuseMoreThanItCanBear() {
        String deep = "{\"not\": ".repeat(11) + "{}" + "}".repeat(11);
        assertThat(catchThrowableOfType(InvalidRequest.class, () -> json("{\"filter\": " + deep + "}"))
                        .errors())
                .extracting(FieldError::message)
                .containsExactly("is nested deeper than 10");
        assertThat(errorsOf("q=" + "word ".repeat(201)))
                .extracting(FieldError::message)
                .containsExactly("has 201 conditions (words count one each), not 200");
        String texts = String.join(", ", Collections.nCopies(11, "{\"q\": \"a\"}"));
        assertThat(catchThrowableOfType(InvalidRequest.class, () -> json("{\"filter\": {\"or\": [" + texts + "]}}"))
                        .errors())
                .containsExactly(new FieldError("q", "is asked for 11 times, not at most 10"));
        assertThat(errorsOf("line=" + String.join(",", Collections.nCopies(1_001, "a"))))
                .extracting(FieldError::message)
                .containsExactly("has 1001 values, not 1 to 1000");
        assertThat(errorsOf("facets=status,detailedStatus,line,channel,operator,participant,department,direction,spam,"
                        + "pinned,formFilled"))
                .extracting(FieldError::message)
                .containsExactly("names 11, not 1 to 10");
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        assertThat(errorsOf("status=X", "limit=0", "foo=1", "sort=x", "createdAt.gt=y", "cursor=z"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("foo", "status", "sort", "limit", "createdAt.gt", "cursor");
    }

    @Test
    void shouldRefuseAParameterThatIsGivenTwice() {
        InvalidRequest refused =
                catchThrowableOfType(InvalidRequest.class, () -> parser.parameters(Map.of("limit", List.of("1", "2"))));

        assertThat(refused.errors()).containsExactly(new FieldError("limit", "is given 2 times"));
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
