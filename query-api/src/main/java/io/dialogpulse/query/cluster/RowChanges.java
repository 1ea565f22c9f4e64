package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.store.ChangeLog;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What has changed among the rows that somebody watches.
 *
 * @param rows those that came to match, or changed and still do
 * @param gone the dialogs that do not match any more, but did, as far as can be told
 * @param marks up to where the changes go, by partition
 * @param complete false if there were other changes, which are not known any more
 */
public record RowChanges(
        List<DialogRow> rows, SortedSet<String> gone, SortedMap<Integer, ChangeLog.Mark> marks, boolean complete) {}
