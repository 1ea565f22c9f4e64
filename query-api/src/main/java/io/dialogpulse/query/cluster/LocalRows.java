package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.index.RowScan;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.Snapshots;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The rows of partitions of this instance. It holds their snapshots, whatever is rebalanced meanwhile. */
final class LocalRows implements RowSource {
    private final Snapshots snapshots;
    private final RowScan scan;
    private final Search search;
    private final Decoder<DialogRow> decoder;
    private RowScan.Pass pass;
    private int next;

    /**
     * Takes the snapshots over: they are closed with it.
     *
     * @param limit the longest that each search for further rows may take
     */
    LocalRows(Snapshots snapshots, Search search, Decoder<DialogRow> decoder, Duration limit) throws IOException {
        this.snapshots = snapshots;
        this.search = search;
        this.decoder = decoder;
        this.scan = snapshots.search().scan(search, limit);
        this.pass = scan.after(search.after());
    }

    @Override
    public SortedSet<Integer> partitions() {
        return snapshots.partitions();
    }

    @Override
    public long total() {
        return scan.total();
    }

    @Override
    public long asOf() {
        return snapshots.asOf().toEpochMilli();
    }

    @Override
    public byte @Nullable [] next() throws IOException, Undecodable {
        if (next == pass.size() && pass.full()) {
            DialogRow last = decoder.decode(pass.row(next - 1));
            pass = scan.after(Optional.of(Cursor.after(last, search.sort())));
            next = 0;
        }
        return next == pass.size() ? null : pass.row(next++);
    }

    @Override
    public void close() throws IOException {
        snapshots.close();
    }
}
