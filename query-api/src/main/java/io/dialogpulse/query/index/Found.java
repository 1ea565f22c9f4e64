package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Column;
import java.util.List;
import java.util.SortedMap;

/**
 * What a search has found.
 *
 * @param rows as they stand in the topic, sorted, as many as were asked for at most
 * @param total how many rows match, exactly
 * @param facets for each column that was asked for, how many of the rows that match have each value; rows without a
 *     value count under the empty text
 */
public record Found(List<byte[]> rows, long total, SortedMap<Column, SortedMap<String, Long>> facets) {}
