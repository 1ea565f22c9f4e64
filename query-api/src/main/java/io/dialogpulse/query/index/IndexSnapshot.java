package io.dialogpulse.query.index;

import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.index.DirectoryReader;

/**
 * One partition's rows as they were at a moment. Stays readable until it is closed, even if the index is closed
 * meanwhile.
 */
public final class IndexSnapshot implements AutoCloseable {
    private final DirectoryReader reader;
    private final Instant asOf;

    IndexSnapshot(DirectoryReader reader, Instant asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    DirectoryReader reader() {
        return reader;
    }

    /** Everything that had been applied to the index by then is in it. */
    public Instant asOf() {
        return asOf;
    }

    @Override
    public void close() throws IOException {
        reader.decRef();
    }
}
