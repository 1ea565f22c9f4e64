package io.dialogpulse.streams.store;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.streams.codec.StoredForm.Kept;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What a task keeps of dialogs and lines. */
public record TaskStores(DialogStore dialogs, TimelineStore timeline, LineStore lines, UnfinishedWork unfinished) {

    /** The stores of the context's task. */
    public static TaskStores of(ProcessorContext<?, ?> context) {
        return new TaskStores(
                new DialogStore(context),
                new TimelineStore(context),
                new LineStore(context),
                new UnfinishedWork(context));
    }

    /** A dialog, whole, or that it is gone; null if there never was one. */
    public @Nullable Kept find(String dialogId) {
        Kept kept = dialogs.find(dialogId);
        return kept instanceof NumberedDialog dialog && !dialog.whole()
                ? new NumberedDialog(timeline.fold(dialogId, events -> Dialog.fold(dialogId, events)), dialog.number())
                : kept;
    }
}
