package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.ChangeLog.Change;
import io.dialogpulse.query.store.ChangeLog.Mark;
import io.dialogpulse.query.store.SeenChanges;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has changed since.
 *
 * @param filter the rows that are watched
 * @param since up to where each partition's changes are known already
 */
record ReadChanges(Filter filter, SortedMap<Integer, Mark> since) implements Question<ReadChanges.Changes> {
    private static final Sort BY_ID = new Sort(List.of(new Sort.Order(Column.DIALOG_ID, false)));

    /**
     * The changes of some partitions, as they stand in the topic.
     *
     * @param marks up to where they go, by partition
     * @param lost partitions whose changes since are not all known
     * @param matching the changed rows that match now
     * @param before what was seen before of the rows that have changed, those that match now included
     */
    record Changes(
            SortedMap<Integer, Mark> marks, SortedSet<Integer> lost, List<byte[]> matching, List<byte[]> before) {}

    @Override
    public Changes answer(Snapshots snapshots, Duration limit) throws IOException {
        SortedMap<Integer, Mark> marks = new TreeMap<>();
        SortedSet<Integer> lost = new TreeSet<>();
        SortedSet<String> changed = new TreeSet<>();
        List<byte[]> before = new ArrayList<>();
        for (int partition : snapshots.partitions()) {
            SeenChanges seen = snapshots.changes(partition);
            seen.want();
            marks.put(partition, seen.upTo());
            Optional<List<Change>> changes = seen.after(since.getOrDefault(partition, Mark.UNKNOWN));
            if (changes.isEmpty()) {
                lost.add(partition);
            }
            for (Change change : changes.orElse(List.of())) {
                changed.add(change.dialogId());
                change.before().ifPresent(before::add);
            }
        }
        return new Changes(marks, lost, matching(changed, snapshots, limit), before);
    }

    private List<byte[]> matching(SortedSet<String> changed, Snapshots snapshots, Duration limit) throws IOException {
        if (changed.isEmpty()) {
            return List.of();
        }
        Filter these = Filter.both(new Filter.AnyOf(Column.DIALOG_ID, changed, false), filter);
        Search search = new Search(these, BY_ID, Optional.empty(), changed.size(), Collections.emptySortedSet());
        return snapshots.search().find(search, limit).rows();
    }

    @Override
    public Class<Changes> answerType() {
        return Changes.class;
    }
}
