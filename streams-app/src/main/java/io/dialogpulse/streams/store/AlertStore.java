package io.dialogpulse.streams.store;

import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Key of a question → its alert as it was published last: what was never raised need not be withdrawn, and what stays the
 * same need not be said again. Not thread-safe, as a task is not.
 */
public final class AlertStore {
    private static final String NAME = "alerts";

    private final KeyValueStore<String, byte[]> store;

    /** The store of the context's task. */
    public AlertStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    /** Its writes within a commit interval are coalesced. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** Whether a question has an alert. */
    public boolean has(String question) {
        return store.get(question) != null;
    }

    /**
     * Keeps a question's alert.
     *
     * @param alert in the wire format; null for none
     * @return whether it is another than before
     */
    public boolean put(String question, byte @Nullable [] alert) {
        if (Arrays.equals(store.get(question), alert)) {
            return false;
        }
        store.put(question, alert);
        return true;
    }
}
