package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.RowCodec;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.codec.TimelineCodec;
import io.dialogpulse.streams.store.DialogStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Folds an event into its dialog and publishes the new row and the timeline entry.
 *
 * <p>An event that comes after all that was folded goes on top. Any other is either known already, a redelivery, or
 * late: then the dialog's timeline is folded again.
 */
final class FoldProcessor implements Processor<String, DialogEvent, String, byte[]> {
    private final KafkaAvroSerializer serializer;
    private final int partitions;
    private final Counter inOrder;
    private final Counter late;
    private final Counter redelivered;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable DialogStores stores;

    FoldProcessor(Registry registry, SchemaRegistryClient client, int partitions, MeterRegistry meters) {
        this.partitions = partitions;
        this.serializer = registry.serializer(client);
        this.inOrder = meters.counter("dialogpulse.events", "arrived", "in-order");
        this.late = meters.counter("dialogpulse.events", "arrived", "late");
        this.redelivered = meters.counter("dialogpulse.events", "arrived", "again");
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.stores = new DialogStores(context, partitions);
    }

    @Override
    public void process(Record<String, DialogEvent> record) {
        if (context == null || stores == null) {
            throw new IllegalStateException("not initialized");
        }
        String dialogId = record.key();
        DialogEvent event = record.value();
        TimelineKey key = new TimelineKey(dialogId, event.occurredAt(), event.rank(), event.eventId());
        NumberedDialog known = stores.dialog(dialogId);
        boolean onTop = known == null || known.dialog().precedes(event);
        // What sorts after everything known cannot be known itself: no look-up for the usual event.
        if (!onTop && stores.knows(key)) {
            redelivered.increment();
            return;
        }
        byte[] entry = serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), TimelineCodec.encode(dialogId, event));
        stores.remember(key, entry);
        (onTop ? inOrder : late).increment();

        Dialog dialog;
        if (known == null) {
            dialog = Dialog.begin(dialogId, event);
        } else if (onTop) {
            dialog = known.dialog().after(event);
        } else {
            dialog = stores.foldTimeline(dialogId);
        }
        long number = known == null ? stores.nextNumber() : known.number();
        byte[] row = serializer.serialize(Topic.DIALOGS.topicName(), RowCodec.encode(dialog, number));
        stores.put(new NumberedDialog(dialog, number), row);

        context.forward(new Record<>(dialogId, row, record.timestamp()), DialogTopology.WRITE_DIALOGS);
        context.forward(new Record<>(key.toString(), entry, record.timestamp()), DialogTopology.WRITE_TIMELINE);
    }
}
