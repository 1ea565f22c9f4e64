package io.dialogpulse.query.store;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Some partitions cannot be asked at the moment: they are being restored, or moved to another instance. */
public final class PartitionsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TreeSet<Integer> partitions;

    PartitionsUnavailable(String store, SortedSet<Integer> partitions, @Nullable Throwable cause) {
        super("partitions " + partitions + " of " + store + " are not available at the moment", cause);
        this.partitions = new TreeSet<>(partitions);
    }

    /** Which ones. */
    public SortedSet<Integer> partitions() {
        return partitions;
    }
}
