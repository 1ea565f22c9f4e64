package io.dialogpulse.query.store;

import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** Records are restored in batches before the app runs. */
class RestoredIndexStoreTest<T> extends IndexStoreContract<T> {
    RestoredIndexStoreTest(RecordKind<T> kind) {
        super(kind);
    }

    @Override
    void deliver(IndexStore<T> store, StoreContext context, List<KeyValue<byte[], byte[]>> records) {
        context.restore(records);
    }
}
