package io.dialogpulse.query.index;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Rows in several partitions, in several segments each, after updates and deletions. A row's bytes are its id. */
final class IndexedRows implements Closeable {
    private static final int PARTITIONS = 3;

    private final List<PartitionIndex<DialogRow>> indexes = new ArrayList<>();
    private final List<IndexSnapshot> snapshots = new ArrayList<>();

    IndexedRows(Path folder, List<DialogRow> rows, long seed) throws IOException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            indexes.add(PartitionIndex.open(
                    new RowDocuments(), folder.resolve("p" + partition), 1, InstantSource.system()));
        }
        RandomRows older = new RandomRows(seed + 1);
        for (int i = 0; i < rows.size(); i++) {
            PartitionIndex<DialogRow> index = indexes.get(i % PARTITIONS);
            String id = rows.get(i).getDialogId();
            if (i % 3 == 0) {
                put(index, older.row(id));
            }
            if (i % 50 == 0) {
                // Several segments, some with deleted documents
                index.refresh();
            }
            put(index, rows.get(i));
        }
        put(indexes.getFirst(), older.row("deleted"));
        indexes.getFirst().delete("deleted");
        for (PartitionIndex<DialogRow> index : indexes) {
            index.refresh();
            snapshots.add(index.snapshot().orElseThrow());
        }
    }

    private static void put(PartitionIndex<DialogRow> index, DialogRow row) throws IOException {
        index.put(row.getDialogId(), row, row.getDialogId().getBytes(StandardCharsets.UTF_8));
    }

    static String id(byte[] row) {
        return new String(row, StandardCharsets.UTF_8);
    }

    /** @param few so many rows are sorted without narrowing first */
    DialogSearch search(int few) throws IOException {
        return new DialogSearch(snapshots, List.of(), few);
    }

    @Override
    public void close() throws IOException {
        IndexSnapshot.closeAll(snapshots);
        for (PartitionIndex<DialogRow> index : indexes) {
            index.close();
        }
    }
}
