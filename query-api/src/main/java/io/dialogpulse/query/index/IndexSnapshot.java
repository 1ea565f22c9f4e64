package io.dialogpulse.query.index;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.util.IOUtils;

/**
 * One partition's records as they were at a moment. Stays readable until it is closed, even if the index is closed
 * meanwhile.
 */
public final class IndexSnapshot implements Closeable {
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

    /** Closes all of them, also after one has failed; throws the first failure with the others suppressed. */
    public static void closeAll(Collection<IndexSnapshot> snapshots) throws IOException {
        IOUtils.close(snapshots);
    }

    @Override
    public void close() throws IOException {
        reader.decRef();
    }
}
