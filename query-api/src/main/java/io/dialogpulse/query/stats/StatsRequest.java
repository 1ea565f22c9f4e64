package io.dialogpulse.query.stats;

import io.dialogpulse.query.search.Filter;

/**
 * A question for statistics, as it was asked.
 *
 * @param question about all rows that match its filter, whoever may see them
 * @param partial rather a part of the rows, named so, than none when others cannot be reached
 */
public record StatsRequest(StatsQuestion question, boolean partial) {
    /** The question of a caller who may see these rows. */
    public StatsQuestion within(Filter scope) {
        return new StatsQuestion(
                Filter.both(question.filter(), scope),
                question.durations(),
                question.groupBy(),
                question.zone(),
                question.on(),
                question.within());
    }
}
