package io.dialogpulse.streams.topology;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Role;
import io.dialogpulse.streams.codec.StoredForm.Gone;
import io.dialogpulse.streams.codec.StoredForm.Kept;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.store.TaskStores;
import java.util.Map;

/**
 * Makes timelines follow what became of their dialogs, a bounded number of entries at a time: a dialog may have a million
 * of them. The timeline of a dialog that is gone is removed, with all questions; in that of a dialog whose client was
 * erased, the entries up to the erasure lose the client's data.
 */
final class Timelines {
    private static final int ENTRIES_AT_A_TIME = 200;

    private final TaskStores stores;
    private final DialogWriter writer;

    Timelines(TaskStores stores, DialogWriter writer) {
        this.stores = stores;
        this.writer = writer;
    }

    /** Begins with a dialog's timeline; what is left over is unfinished work. */
    void begin(String dialogId, long timestamp) {
        goOn(dialogId, "", timestamp);
    }

    /** Goes on with one of those that are unfinished; false if there is none. */
    boolean goOn(long timestamp) {
        for (Map.Entry<String, String> timeline :
                stores.unfinished().timelines().entrySet()) {
            goOn(timeline.getKey(), timeline.getValue(), timestamp);
            return true;
        }
        return false;
    }

    private void goOn(String dialogId, String done, long timestamp) {
        Kept kept = stores.dialogs().find(dialogId);
        String reached = switch (kept) {
            case Gone _ ->
                stores.timeline().replace(dialogId, done, ENTRIES_AT_A_TIME, (key, event) -> {
                    remove(dialogId, key, event, timestamp);
                    return null;
                });
            case NumberedDialog(Dialog dialog, long _, boolean _)
            when dialog.erased() != null ->
                stores.timeline()
                        .replace(
                                dialogId,
                                done,
                                ENTRIES_AT_A_TIME,
                                (key, event) -> rewrite(dialog, key, event, timestamp));
            case NumberedDialog _ -> null;
            case null -> null;
        };
        if (reached == null) {
            stores.unfinished().endTimeline(dialogId);
        } else {
            stores.unfinished().noteTimeline(dialogId, reached);
        }
    }

    private byte[] rewrite(Dialog dialog, String key, DialogEvent event, long timestamp) {
        DialogEvent kept = dialog.kept(event);
        byte[] entry = writer.entryOf(dialog.dialogId(), kept);
        if (!kept.equals(event)) {
            writer.publishEntry(key, entry, timestamp);
        }
        return entry;
    }

    private void remove(String dialogId, String key, DialogEvent event, long timestamp) {
        writer.publishEntry(key, null, timestamp);
        // Which messages were questions only a fold of the whole would tell; to take back what is not there is nothing.
        if (event instanceof Message message && message.author().role() == Role.CLIENT) {
            writer.retract(dialogId, message.eventId(), timestamp);
        }
    }
}
