package io.dialogpulse.query.cluster;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.Undecodable;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All rows that match a search, in its order, one at a time, from all partitions. What changes after it was opened is
 * not in it.
 */
public final class RowStream implements Closeable {
    private final List<RowSource> sources;
    private final Decoder<DialogRow> decoder;
    private final PriorityQueue<Head> heads;
    private boolean begun;

    /** Takes the sources over: they are closed with it. */
    RowStream(List<RowSource> sources, Sort sort, Decoder<DialogRow> decoder) {
        this.sources = List.copyOf(sources);
        this.decoder = decoder;
        this.heads = new PriorityQueue<>(Comparator.comparing(Head::row, sort.comparator()));
    }

    /** The next row of a source. */
    private record Head(DialogRow row, RowSource source) {}

    /** How many rows match, wherever the search begins. */
    public long total() {
        return sources.stream().mapToLong(RowSource::total).sum();
    }

    /** Everything that had been applied by then, by whichever instance is furthest behind, is in the rows. */
    public Instant asOf() {
        return Instant.ofEpochMilli(
                sources.stream().mapToLong(RowSource::asOf).min().orElseThrow());
    }

    /**
     * The next row; null after the last.
     *
     * @throws IOException if rows cannot be read, or an instance breaks off
     */
    public @Nullable DialogRow next() throws IOException, Undecodable {
        if (sources.size() == 1) {
            byte[] row = sources.getFirst().next();
            return row == null ? null : decoder.decode(row);
        }
        if (!begun) {
            begun = true;
            for (RowSource source : sources) {
                advance(source);
            }
        }
        Head first = heads.poll();
        if (first == null) {
            return null;
        }
        advance(first.source());
        return first.row();
    }

    private void advance(RowSource source) throws IOException, Undecodable {
        byte[] row = source.next();
        if (row != null) {
            heads.add(new Head(decoder.decode(row), source));
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(sources);
    }

    /** Closes all of them, also after one has failed. */
    static void closeAll(List<RowSource> sources) throws IOException {
        IOException failure = null;
        for (RowSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
