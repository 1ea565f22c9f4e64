package io.dialogpulse.query.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsParserTest {
    private final StatsParser parser =
            new StatsParser(new ListParser(InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"))));

    @Test
    void shouldSumUpAllDurationsOfAllDialogsInOneGroupWhenNothingIsAskedFor() {
        StatsRequest request = parse();

        assertThat(request.question())
                .isEqualTo(new StatsQuestion(
                        Filter.ALL,
                        StatsParser.durations(),
                        List.of(),
                        ZoneOffset.UTC,
                        Column.CREATED_AT,
                        OptionalLong.empty()));
        assertThat(StatsParser.durations()).hasSize(9);
        assertThat(request.partial()).isFalse();
    }

    @Test
    void shouldReadEveryParameterBesideAnyFilter() {
        StatsRequest request = parse(
                "metrics=firstResponse,maxResponse",
                "groupBy=operator,day",
                "timezone=Europe/Moscow",
                "on=closedAt",
                "within=PT1M",
                "channel=vk",
                "partial=true");

        assertThat(request.question())
                .isEqualTo(new StatsQuestion(
                        new Filter.AnyOf(Column.CHANNEL, new TreeSet<>(List.of("vk")), false),
                        List.of(Column.FIRST_RESPONSE_MS, Column.MAX_RESPONSE_MS),
                        List.of(Dimension.OPERATOR, Dimension.DAY),
                        ZoneId.of("Europe/Moscow"),
                        Column.CLOSED_AT,
                        OptionalLong.of(60_000)));
        assertThat(request.partial()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics=firstResponse,speed|metrics|does not know \"speed\"",
                "metrics=firstResponse,firstResponse|metrics|names firstResponse twice",
                "groupBy=client|groupBy|does not know \"client\"",
                "groupBy=day,line,channel,operator|groupBy|names 4 dimensions, not at most 3",
                "on=queuedAt|on|is \"queuedAt\", not createdAt or closedAt",
                "within=soon|within|is \"soon\", no ISO-8601 duration like PT1M",
                "within=-PT1M|within|is \"-PT1M\", no ISO-8601 duration like PT1M",
                "timezone=Mars|timezone|is no time zone: \"Mars\"",
                "limit=5|limit|is no parameter here"
            })
    void shouldNameWhatIsWrong(String parameter, String field, String message) {
        assertThatThrownBy(() -> parse(parameter))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.field()).isEqualTo(field))
                                .satisfies(error -> assertThat(error.message()).isEqualTo(message)));
    }

    private StatsRequest parse(String... parameters) {
        Map<String, List<String>> all = new HashMap<>();
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            all.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        return parser.parse(all, JsonNodeFactory.instance.objectNode());
    }
}
