package io.dialogpulse.streams.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Keys at which something has to be done at a time. It survives a crash; which is next is known without a search.
 *
 * <p>Not thread-safe, as a task is not.
 */
public final class DeadlineStore {
    private static final String NAME = "deadlines";

    private final KeyValueStore<String, Long> store;

    // The store again, and by time: who waits here has an open question, so there are few beside the dialogs.
    private final Map<String, Long> times = new HashMap<>();
    private final NavigableSet<Entry> byTime =
            new TreeSet<>(Comparator.comparingLong(Entry::at).thenComparing(Entry::key));

    private record Entry(long at, String key) {}

    /** The store of the context's task. */
    public DeadlineStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
        try (KeyValueIterator<String, Long> kept = store.all()) {
            while (kept.hasNext()) {
                KeyValue<String, Long> entry = kept.next();
                times.put(entry.key, entry.value);
                byTime.add(new Entry(entry.value, entry.key));
            }
        }
    }

    /** Its writes within a commit interval are coalesced: in a backlog, questions are answered at once. */
    public static StoreBuilder<KeyValueStore<String, Long>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.Long())
                .withCachingEnabled();
    }

    /** Sets when something has to be done at a key, epoch milliseconds; null for never. */
    public void set(String key, @Nullable Long at) {
        Long before = at == null ? times.remove(key) : times.put(key, at);
        if (before != null && before.equals(at)) {
            return;
        }
        if (before != null) {
            byTime.remove(new Entry(before, key));
        }
        if (at != null) {
            byTime.add(new Entry(at, key));
        }
        if (before != null || at != null) {
            store.put(key, at);
        }
    }

    /** Keys whose time has come, the earliest first. They stay until they are {@link #set} anew. */
    public List<String> due(long now, int most) {
        return byTime.stream()
                .takeWhile(entry -> entry.at() <= now)
                .limit(most)
                .map(Entry::key)
                .toList();
    }
}
