package io.dialogpulse.streams.topology;

import io.dialogpulse.core.rollup.Contribution;
import io.dialogpulse.streams.codec.PlacementForm;
import io.dialogpulse.streams.codec.PlacementForm.Placed;
import io.dialogpulse.streams.codec.RollupCodec;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.PendingStore;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rollups what dialogs add to them. Gets each dialog that changes as it was before, and once an interval says
 * where it is now and, if it moved or vanished, that it has left its old place. The many changes of a dialog within an
 * interval cost the rollups one.
 */
final class PlaceProcessor implements Processor<String, NumberedDialog, String, byte[]> {
    private static final String UNPLACED = "unplaced-dialogs";
    private static final String NOWHERE = "";

    private final PlacementForm form = new PlacementForm();
    private final Duration interval;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable DialogStore dialogs;
    private @Nullable PendingStore unplaced;

    PlaceProcessor(Duration interval) {
        this.interval = interval;
    }

    /** dialogId → the rollup that the dialog is in as far as the rollups know. */
    static StoreBuilder<KeyValueStore<String, String>> store() {
        return PendingStore.builder(UNPLACED);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        dialogs = new DialogStore(context);
        unplaced = new PendingStore(context, UNPLACED);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::moveAll);
    }

    @Override
    public void process(Record<String, NumberedDialog> record) {
        if (!unplaced().contains(record.key())) {
            unplaced().add(record.key(), placeOf(record.value()));
        }
    }

    private void moveAll(long now) {
        unplaced().drain((dialogId, from) -> move(dialogId, from, now));
    }

    private PendingStore unplaced() {
        if (unplaced == null) {
            throw new IllegalStateException("not initialized");
        }
        return unplaced;
    }

    private void move(String dialogId, String from, long now) {
        if (context == null || dialogs == null) {
            throw new IllegalStateException("not initialized");
        }
        NumberedDialog dialog = dialogs.get(dialogId);
        String to = placeOf(dialog);
        if (!from.equals(NOWHERE) && !from.equals(to)) {
            context.forward(new Record<>(from, form.encode(new Placed(dialogId, null)), now));
        }
        if (dialog != null) {
            Contribution contribution = Contribution.of(dialog.dialog());
            context.forward(new Record<>(to, form.encode(new Placed(dialogId, contribution)), now));
        }
    }

    private static String placeOf(@Nullable NumberedDialog dialog) {
        return dialog == null ? NOWHERE : RollupCodec.keyOf(dialog.dialog()).toString();
    }
}
