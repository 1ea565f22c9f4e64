package io.dialogpulse.query.store;

import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** Records arrive one by one while the app runs. */
class ProcessedIndexStoreTest<T> extends IndexStoreContract<T> {
    ProcessedIndexStoreTest(RecordKind<T> kind) {
        super(kind);
    }

    @Override
    void deliver(IndexStore<T> store, StoreContext context, List<KeyValue<byte[], byte[]>> records) {
        for (KeyValue<byte[], byte[]> record : records) {
            store.apply(record.key, record.value);
        }
    }
}
