package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;

/** The segments of several snapshots as one reader, which works until the snapshots are closed. */
final class Segments {
    private Segments() {}

    static IndexReader of(List<IndexSnapshot> snapshots) throws IOException {
        IndexReader[] readers = snapshots.stream().map(IndexSnapshot::reader).toArray(IndexReader[]::new);
        // Nobody closes it. Told that the readers are its own, it does not hold them on its own account; else they
        // would stay open for ever
        return new MultiReader(readers, true);
    }
}
