package io.dialogpulse.query.cluster;

import io.dialogpulse.query.store.Undecodable;
import java.io.Closeable;
import java.io.IOException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The rows that some partitions have for a search, in its order, all as they were at one moment. */
interface RowSource extends Closeable {
    /** Which partitions they are; none of those that were asked for is in two sources. */
    SortedSet<Integer> partitions();

    /** How many rows match, wherever the search begins. */
    long total();

    /** Everything that these partitions had been given by then is in the rows; epoch milliseconds. */
    long asOf();

    /** The next row as it stands in the topic; null after the last. */
    byte @Nullable [] next() throws IOException, Undecodable;
}
