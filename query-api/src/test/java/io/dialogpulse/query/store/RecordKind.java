package io.dialogpulse.query.store;

import io.dialogpulse.query.index.Documents;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.util.Map;

/**
 * What an index store may hold: the contract is the same for all.
 *
 * @param <T> the records' values
 */
interface RecordKind<T> {
    Topic topic();

    Class<T> type();

    Documents<T> documents();

    /** A key, different for each name. */
    String key(String name);

    /** A value that belongs to this key, different each time. */
    T random(String key);

    /** The values that snapshots of such a store show, by key. */
    Map<String, byte[]> shown(SnapshotQuery snapshots) throws IOException;
}
