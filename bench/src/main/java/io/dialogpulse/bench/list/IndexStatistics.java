package io.dialogpulse.bench.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dialogpulse.query.stats.Durations;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.Periods;
import io.dialogpulse.query.stats.StatsParser;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the index for statistics, as their API does. */
final class IndexStatistics {
    private static final JsonNode NO_VIEW = JsonNodeFactory.instance.objectNode();

    private final ListedIndex index;
    private final StatsParser parser;

    IndexStatistics(ListedIndex index) {
        this.index = index;
        this.parser = new StatsParser(index.parser());
    }

    StatsAnswer ask(StatsQuery.Asked asked) throws IOException, Undecodable {
        StatsQuestion question = parser.parse(asked.parameters(), NO_VIEW).question();
        Groups groups = index.search((search, timeout) -> search.sumUp(question, timeout));
        Map<String, StatsAnswer.Line> lines = new HashMap<>();
        groups.sorted().forEach(group -> {
            Durations durations = group.getValue().durations().getFirst();
            if (durations.count() > 0) {
                List<Long> percentiles = asked.query().quantiles().stream()
                        .map(durations::percentile)
                        .toList();
                lines.put(
                        nameOf(question, group.getKey()),
                        new StatsAnswer.Line(durations.count(), durations.sum(), percentiles));
            }
        });
        return new StatsAnswer(lines);
    }

    private static String nameOf(StatsQuestion question, Groups.Key key) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < question.groupBy().size(); i++) {
            Object value = key.values().get(i);
            names.add(
                    value instanceof Long period
                            ? Periods.name(question.groupBy().get(i), question.zone(), period)
                            : String.valueOf(value));
        }
        return String.join("|", names);
    }
}
