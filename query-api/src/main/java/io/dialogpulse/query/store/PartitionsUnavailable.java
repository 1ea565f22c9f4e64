package io.dialogpulse.query.store;

import java.util.SortedSet;
import java.util.TreeSet;

/** Some partitions cannot be asked at the moment: they are being restored, or moved to another instance. */
public final class PartitionsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TreeSet<Integer> partitions;

    public PartitionsUnavailable(SortedSet<Integer> partitions) {
        super("partitions " + partitions + " do not answer at the moment; /health/ready tells more");
        this.partitions = new TreeSet<>(partitions);
    }

    /** Which ones. */
    public SortedSet<Integer> partitions() {
        return partitions;
    }
}
