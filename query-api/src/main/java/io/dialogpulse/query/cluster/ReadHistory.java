package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.util.List;

/**
 * A part of a dialog's history.
 *
 * @param after the key after which it begins; empty for the beginning
 * @param limit the most entries to answer
 */
record ReadHistory(String dialogId, HistoryOrder order, String after, int limit)
        implements Question<ReadHistory.Entries> {

    /** Entries in the order that was asked for. */
    record Entries(List<Entry> entries) {}

    /** Key and value as they stand in the topic. */
    record Entry(String key, byte[] value) {}

    @Override
    public Entries answer(Snapshots snapshots) throws IOException {
        return new Entries(snapshots.history().entries(dialogId, order, after, limit).entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public Class<Entries> answerType() {
        return Entries.class;
    }
}
