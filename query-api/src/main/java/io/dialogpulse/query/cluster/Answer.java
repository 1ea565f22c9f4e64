package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The rows that were found, over all partitions but the missing ones.
 *
 * @param rows sorted, as many as were asked for at most
 * @param total how many rows match, exactly
 * @param facets for each column that was asked for, how many of the rows that match have each value
 * @param asOf everything that had been applied by then, by whichever instance is furthest behind, is in the answer
 * @param missing the partitions that did not answer; none, unless the caller was content with a part
 */
public record Answer(
        List<DialogRow> rows,
        long total,
        SortedMap<Column, SortedMap<String, Long>> facets,
        Instant asOf,
        SortedSet<Integer> missing) {}
