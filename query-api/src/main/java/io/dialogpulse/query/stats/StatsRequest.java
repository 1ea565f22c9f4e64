package io.dialogpulse.query.stats;

/**
 * A question for statistics, as it was asked.
 *
 * @param question about all rows that match its filter, whoever may see them
 * @param partial rather a part of the rows, named so, than none when others cannot be reached
 */
public record StatsRequest(StatsQuestion question, boolean partial) {}
