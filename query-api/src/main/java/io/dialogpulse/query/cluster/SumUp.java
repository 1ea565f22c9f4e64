package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.stats.Dimension;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What rows add up to: a {@link StatsQuestion} in a form that JSON can carry. */
record SumUp(
        Filter filter,
        List<Column> durations,
        List<Dimension> groupBy,
        String zone,
        Column on,
        @Nullable Long within) implements Question<Groups> {

    static SumUp of(StatsQuestion question) {
        return new SumUp(
                question.filter(),
                question.durations(),
                question.groupBy(),
                question.zone().getId(),
                question.on(),
                question.within().isPresent() ? question.within().getAsLong() : null);
    }

    @Override
    public Groups answer(Snapshots snapshots, Duration limit) throws IOException {
        return snapshots.search().sumUp(question(), limit);
    }

    @Override
    public Class<Groups> answerType() {
        return Groups.class;
    }

    StatsQuestion question() {
        return new StatsQuestion(
                filter,
                durations,
                groupBy,
                ZoneId.of(zone),
                on,
                within == null ? OptionalLong.empty() : OptionalLong.of(within));
    }
}
