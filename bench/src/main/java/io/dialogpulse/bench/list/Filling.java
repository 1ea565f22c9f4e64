package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts all rows into both sides. */
final class Filling {
    private static final int BATCH = 10_000;

    private Filling() {}

    /** Rows a second that one thread wrote; merges go on beside it, as in the app. */
    static double fill(ListedIndex index, GeneratedDialogs dialogs) throws Exception {
        long nanos = 0;
        for (long number = 0; number < dialogs.count(); number += BATCH) {
            long end = Math.min(dialogs.count(), number + BATCH);
            List<byte[]> rows = new ArrayList<>(BATCH);
            for (long i = number; i < end; i++) {
                rows.add(index.encode(dialogs.row(i)));
            }
            long begin = System.nanoTime();
            index.index(rows);
            nanos += System.nanoTime() - begin;
        }
        index.serve();
        return dialogs.count() / (nanos / 1e9);
    }

    /** What took how long, in words. */
    static String fill(PostgresTable table, GeneratedDialogs dialogs) throws Exception {
        long begin = System.nanoTime();
        try (PostgresTable.Loader loader = table.load()) {
            for (long i = 0; i < dialogs.count(); i++) {
                DialogRow row = dialogs.row(i);
                loader.add(row);
            }
        }
        long loaded = System.nanoTime();
        table.index();
        long indexed = System.nanoTime();
        return String.format(
                Locale.ROOT, "COPY %.0f s, indexes %.0f s", (loaded - begin) / 1e9, (indexed - loaded) / 1e9);
    }
}
