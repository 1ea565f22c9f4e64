package io.dialogpulse.query.store;

import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.index.DialogHistory;
import io.dialogpulse.query.index.Documents;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.util.Map;

/** Entries of one dialog's history. */
final class EntryKind implements RecordKind<TimelineEntry> {
    private static final String DIALOG = "d|1";

    private final RandomEntries random;

    EntryKind(long seed) {
        this.random = new RandomEntries(seed);
    }

    @Override
    public Topic topic() {
        return Topic.DIALOG_TIMELINE;
    }

    @Override
    public Class<TimelineEntry> type() {
        return TimelineEntry.class;
    }

    @Override
    public Documents<TimelineEntry> documents() {
        return new EntryDocuments();
    }

    @Override
    public String key(String name) {
        return new TimelineKey(DIALOG, 1_790_000_000_000L, 2, name).toString();
    }

    @Override
    public TimelineEntry random(String key) {
        return random.entry(key);
    }

    @Override
    public Map<String, byte[]> shown(SnapshotQuery snapshots) throws IOException {
        return new DialogHistory(snapshots.snapshots(snapshots.partitions()))
                .entries(DIALOG, HistoryOrder.OLDEST_FIRST, "", 100);
    }

    @Override
    public String toString() {
        return "entries";
    }
}
