package io.dialogpulse.streams.store;

import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.StoredForm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** {@link TimelineKey} → the event as a timeline entry. Not thread-safe, as a task is not. */
public final class TimelineStore {
    private static final String NAME = "timeline";

    private final StoredForm form = new StoredForm();
    private final StringSerializer strings = new StringSerializer();
    private final KeyValueStore<Bytes, byte[]> store;

    /** The store of the context's task. */
    public TimelineStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    /** Not cached: an entry is written once. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    /** Whether an event is in its dialog's timeline. */
    public boolean knows(TimelineKey key) {
        return store.get(Bytes.wrap(key.toBytes())) != null;
    }

    /**
     * Adds an event to its dialog's timeline.
     *
     * @param wireEntry its entry in the wire format
     */
    public void remember(TimelineKey key, byte[] wireEntry) {
        store.put(Bytes.wrap(key.toBytes()), StoredForm.ofEntry(wireEntry));
    }

    /** Takes an event out of its dialog's timeline again. */
    public void forget(TimelineKey key) {
        store.put(Bytes.wrap(key.toBytes()), null);
    }

    /**
     * Shows some entries of a dialog in their order, and what is put in place of each is kept.
     *
     * @param after the key behind which to begin; empty for the beginning
     * @param most how many at most
     * @param replacement takes an entry's key and event; gives its entry in the wire format, null to take it out
     * @return the key of the last entry shown if there may be more behind it, else null
     */
    public @Nullable String replace(
            String dialogId, String after, int most, BiFunction<String, DialogEvent, byte @Nullable []> replacement) {
        byte[] prefix = TimelineKey.prefixOf(dialogId).getBytes(StandardCharsets.UTF_8);
        Bytes from = Bytes.wrap(after.isEmpty() ? prefix : after.getBytes(StandardCharsets.UTF_8));
        // The prefix ends with a separator, which no key of another dialog has there.
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        Bytes key = from;
        int shown = 0;
        try (var entries = store.range(from, Bytes.wrap(end))) {
            while (entries.hasNext() && shown < most) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                key = entry.key;
                if (!key.equals(from)) {
                    shown++;
                    byte[] wire =
                            replacement.apply(new String(key.get(), StandardCharsets.UTF_8), form.event(entry.value));
                    byte[] stored = wire == null ? null : StoredForm.ofEntry(wire);
                    if (!Arrays.equals(stored, entry.value)) {
                        store.put(key, stored);
                    }
                }
            }
        }
        return shown < most ? null : new String(key.get(), StandardCharsets.UTF_8);
    }

    /** What a fold makes of all events of a dialog, which it gets in their order. */
    public <T> T fold(String dialogId, Function<Iterator<DialogEvent>, T> fold) {
        try (var entries = store.prefixScan(TimelineKey.prefixOf(dialogId), strings)) {
            return fold.apply(new Events(entries));
        }
    }

    private final class Events implements Iterator<DialogEvent> {
        private final KeyValueIterator<Bytes, byte[]> entries;

        Events(KeyValueIterator<Bytes, byte[]> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public DialogEvent next() {
            return form.event(entries.next().value);
        }
    }
}
