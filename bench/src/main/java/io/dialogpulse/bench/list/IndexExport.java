package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.export.RowWriter;
import io.dialogpulse.query.index.RowScan;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.util.Optional;

/** Writes all rows that a question asks for, as exports do. */
final class IndexExport {
    private final ListedIndex index;

    IndexExport(ListedIndex index) {
        this.index = index;
    }

    /** Answers how many they are. */
    long write(ListRequest request, RowWriter writer) throws IOException, Undecodable {
        return index.search(
                (search, timeout) -> write(search.scan(request.within(Filter.ALL), timeout), request, writer));
    }

    private long write(RowScan scan, ListRequest request, RowWriter writer) throws IOException, Undecodable {
        long rows = 0;
        RowScan.Pass pass = scan.after(request.after());
        while (true) {
            DialogRow row = null;
            for (int i = 0; i < pass.size(); i++) {
                row = index.decode(pass.row(i));
                writer.write(row);
            }
            rows += pass.size();
            if (row == null || !pass.full()) {
                return rows;
            }
            pass = scan.after(Optional.of(Cursor.after(row, request.sort())));
        }
    }
}
