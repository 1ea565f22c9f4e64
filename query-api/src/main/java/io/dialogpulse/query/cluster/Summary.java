package io.dialogpulse.query.cluster;

import io.dialogpulse.query.stats.Groups;
import java.time.Instant;
import java.util.SortedSet;

/**
 * What rows add up to, over all partitions but the missing ones.
 *
 * @param asOf everything that had been applied by then, by whichever instance is furthest behind, is in the answer
 * @param missing the partitions that did not answer; none, unless the caller was content with a part
 */
public record Summary(Groups groups, Instant asOf, SortedSet<Integer> missing) {}
