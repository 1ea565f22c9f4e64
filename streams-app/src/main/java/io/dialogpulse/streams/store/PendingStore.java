package io.dialogpulse.streams.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keys for which something has to be sent, each with a word on it. What changes often is sent once in a while, and what
 * was not yet sent survives a crash.
 *
 * <p>Not thread-safe, as a task is not.
 */
public final class PendingStore {
    private final KeyValueStore<String, String> store;

    // The store again: scanning it would also go over all that was deleted from it a moment ago.
    private final Map<String, String> pending = new LinkedHashMap<>();

    /** The store of that name of the context's task. */
    public PendingStore(ProcessorContext<?, ?> context, String name) {
        this.store = context.getStateStore(name);
        try (KeyValueIterator<String, String> kept = store.all()) {
            while (kept.hasNext()) {
                KeyValue<String, String> entry = kept.next();
                pending.put(entry.key, entry.value);
            }
        }
    }

    /** A store of that name. */
    public static StoreBuilder<KeyValueStore<String, String>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.String())
                .withCachingEnabled();
    }

    /** Whether a key waits. */
    public boolean contains(String key) {
        return pending.containsKey(key);
    }

    /** Lets a key wait; if it does already, its word stays. */
    public void add(String key, String word) {
        if (pending.putIfAbsent(key, word) == null) {
            store.put(key, word);
        }
    }

    /** Sends everything that waits. */
    public void drain(BiConsumer<String, String> send) {
        pending.forEach((key, word) -> {
            send.accept(key, word);
            store.delete(key);
        });
        pending.clear();
    }
}
