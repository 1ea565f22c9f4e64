package io.dialogpulse.streams.store;

import io.dialogpulse.streams.codec.StoredForm;
import io.dialogpulse.streams.codec.StoredForm.Gone;
import io.dialogpulse.streams.codec.StoredForm.Kept;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** dialogId → the dialog with its number, or that it is gone. Not thread-safe, as a task is not. */
public final class DialogStore {
    /** Its name. */
    public static final String NAME = "dialogs";

    private final StoredForm form = new StoredForm();
    private final KeyValueStore<Bytes, byte[]> store;

    /** The store of the context's task. */
    public DialogStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    /** Its writes within a commit interval are coalesced. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** A dialog, or that it is gone; null if there never was one. */
    public @Nullable Kept find(String dialogId) {
        byte[] stored = store.get(key(dialogId));
        return stored == null ? null : form.kept(stored);
    }

    /** A dialog; null if there is none. */
    public @Nullable NumberedDialog get(String dialogId) {
        return find(dialogId) instanceof NumberedDialog dialog ? dialog : null;
    }

    /**
     * Keeps a dialog.
     *
     * @param wireRow its row in the wire format
     */
    public void put(NumberedDialog dialog, byte[] wireRow) {
        store.put(key(dialog.dialog().dialogId()), form.ofDialog(wireRow, dialog.dialog()));
    }

    /** Keeps that a dialog is gone. */
    public void putGone(String dialogId, Gone gone) {
        store.put(key(dialogId), StoredForm.ofGone(gone));
    }

    /** The next dialogIds, of those that are gone too, after one in the order of their bytes, so many at most; the first ones after null. */
    public List<String> idsAfter(@Nullable String dialogId, int most) {
        Bytes from = dialogId == null ? null : key(dialogId);
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, null)) {
            while (entries.hasNext() && ids.size() < most) {
                Bytes key = entries.next().key;
                if (!key.equals(from)) {
                    ids.add(new String(key.get(), StandardCharsets.UTF_8));
                }
            }
        }
        return ids;
    }

    private static Bytes key(String dialogId) {
        return Bytes.wrap(dialogId.getBytes(StandardCharsets.UTF_8));
    }
}
