package io.dialogpulse.query.cluster;

import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

/**
 * A part of a dialog's history.
 *
 * @param after the key after which it begins; empty for the beginning
 * @param limit the most entries to answer
 */
record ReadHistory(String dialogId, HistoryOrder order, String after, int limit)
        implements Question<ReadHistory.Entries> {

    /** Keys, and to each its value, as they stand in the topic, in the order that was asked for. */
    record Entries(List<String> keys, List<byte[]> values) {}

    @Override
    public Entries answer(Snapshots snapshots, Duration time) throws IOException {
        SequencedMap<String, byte[]> entries = snapshots.history().entries(dialogId, order, after, limit);
        return new Entries(List.copyOf(entries.sequencedKeySet()), List.copyOf(entries.sequencedValues()));
    }

    @Override
    public Class<Entries> answerType() {
        return Entries.class;
    }
}
