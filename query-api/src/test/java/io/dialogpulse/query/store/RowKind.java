package io.dialogpulse.query.store;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.Documents;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows, by dialogId. */
final class RowKind implements RecordKind<DialogRow> {
    private final RandomRows random;
    private final Decoder<DialogRow> decoder;

    RowKind(long seed, Registry registry) {
        this.random = new RandomRows(seed);
        this.decoder = new Decoder<>(topic(), type(), registry, Duration.ZERO);
    }

    @Override
    public Topic topic() {
        return Topic.DIALOGS;
    }

    @Override
    public Class<DialogRow> type() {
        return DialogRow.class;
    }

    @Override
    public Documents<DialogRow> documents() {
        return new RowDocuments();
    }

    @Override
    public String key(String name) {
        return name;
    }

    @Override
    public DialogRow random(String key) {
        return random.row(key);
    }

    @Override
    public Map<String, byte[]> shown(SnapshotQuery snapshots) throws IOException {
        Map<String, byte[]> shown = new HashMap<>();
        DialogSearch search = new DialogSearch(snapshots.snapshots(snapshots.partitions()), List.of());
        Search all = new ListParser(InstantSource.system()).parameters(Map.of()).within(Filter.ALL);
        for (byte[] row : search.find(all, Duration.ofMinutes(1)).rows()) {
            try {
                shown.put(decoder.decode(row).getDialogId(), row);
            } catch (Undecodable e) {
                throw new AssertionError(e);
            }
        }
        return shown;
    }

    @Override
    public String toString() {
        return "rows";
    }
}
