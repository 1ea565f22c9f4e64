package io.dialogpulse.streams.store;

import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.StoredForm;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

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
