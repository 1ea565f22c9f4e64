package io.dialogpulse.streams.store;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.StoredForm;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
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

/** The three stores of one task, seen as what they hold. Not thread-safe, as a task is not. */
public final class DialogStores {
    private static final String DIALOGS = "dialogs";
    private static final String TIMELINE = "timeline";
    private static final String NUMBERS = "numbers";
    private static final String LAST_NUMBER = "last";

    private final StoredForm form = new StoredForm();
    private final StringSerializer strings = new StringSerializer();
    private final KeyValueStore<Bytes, byte[]> dialogs;
    private final KeyValueStore<Bytes, byte[]> timeline;
    private final KeyValueStore<String, Long> numbers;
    private final int partition;
    private final int stride;

    /**
     * The stores of the context's task.
     *
     * @param partitions number of partitions of the dialog topics: numbers of one partition are that far apart
     */
    public DialogStores(ProcessorContext<?, ?> context, int partitions) {
        this.dialogs = context.getStateStore(DIALOGS);
        this.timeline = context.getStateStore(TIMELINE);
        this.numbers = context.getStateStore(NUMBERS);
        this.partition = context.taskId().partition();
        this.stride = partitions;
    }

    /** dialogId → the dialog with its number. Its writes within a commit interval are coalesced. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> dialogs() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(DIALOGS), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** {@link TimelineKey} → the event as a timeline entry. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> timeline() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TIMELINE), Serdes.Bytes(), Serdes.ByteArray());
    }

    /** How many dialogs the partition has seen. On disk, so that a restart does not read its changelog. */
    public static StoreBuilder<KeyValueStore<String, Long>> numbers() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NUMBERS), Serdes.String(), Serdes.Long())
                .withCachingEnabled();
    }

    /** A dialog; null if it is new. */
    public @Nullable NumberedDialog dialog(String dialogId) {
        byte[] stored = dialogs.get(dialogKey(dialogId));
        return stored == null ? null : form.dialog(stored);
    }

    /**
     * Keeps a dialog.
     *
     * @param wireRow its row in the wire format
     */
    public void put(NumberedDialog dialog, byte[] wireRow) {
        dialogs.put(dialogKey(dialog.dialog().dialogId()), form.ofDialog(wireRow, dialog.dialog()));
    }

    /** The next number: unique over all partitions, ascending in each. */
    public long nextNumber() {
        Long last = numbers.get(LAST_NUMBER);
        long seen = last == null ? 0 : last;
        numbers.put(LAST_NUMBER, seen + 1);
        return seen * stride + partition + 1;
    }

    /** Whether an event is in its dialog's timeline. */
    public boolean knows(TimelineKey key) {
        return timeline.get(Bytes.wrap(key.toBytes())) != null;
    }

    /**
     * Adds an event to its dialog's timeline.
     *
     * @param wireEntry its entry in the wire format
     */
    public void remember(TimelineKey key, byte[] wireEntry) {
        timeline.put(Bytes.wrap(key.toBytes()), StoredForm.ofEntry(wireEntry));
    }

    /** The dialog that all of its timeline makes. */
    public Dialog foldTimeline(String dialogId) {
        try (var entries = timeline.prefixScan(TimelineKey.prefixOf(dialogId), strings)) {
            return Dialog.fold(dialogId, new Events(entries));
        }
    }

    private static Bytes dialogKey(String dialogId) {
        return Bytes.wrap(dialogId.getBytes(StandardCharsets.UTF_8));
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
            KeyValue<Bytes, byte[]> entry = entries.next();
            return form.event(entry.value);
        }
    }
}
