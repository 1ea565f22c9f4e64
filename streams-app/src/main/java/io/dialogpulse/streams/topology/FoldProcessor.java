package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.core.Revision;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.ResponseCodec;
import io.dialogpulse.streams.codec.RowCodec;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.codec.TimelineCodec;
import io.dialogpulse.streams.codec.UnusableStateException;
import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.PartitionFacts;
import io.dialogpulse.streams.store.TimelineStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Folds an event into its dialog and publishes the new row, the timeline entry, and the questions that changed.
 *
 * <p>An event that comes after all that was folded goes on top. Any other is either known already, a redelivery, or
 * late: then the dialog's timeline is folded again.
 */
final class FoldProcessor implements Processor<String, DialogEvent, String, Object> {
    private final KafkaAvroSerializer serializer;
    private final int partitions;
    private final boolean metrics;
    private final Counter inOrder;
    private final Counter late;
    private final Counter redelivered;
    private @Nullable Task task;

    private record Task(
            ProcessorContext<String, Object> context,
            DialogStore dialogs,
            TimelineStore timeline,
            PartitionFacts facts) {}

    /**
     * @param metrics whether there are responses and rollups
     */
    FoldProcessor(
            Registry registry, SchemaRegistryClient client, int partitions, boolean metrics, MeterRegistry meters) {
        this.partitions = partitions;
        this.metrics = metrics;
        this.serializer = registry.serializer(client);
        this.inOrder = meters.counter("dialogpulse.events", "arrived", "in-order");
        this.late = meters.counter("dialogpulse.events", "arrived", "late");
        this.redelivered = meters.counter("dialogpulse.events", "arrived", "again");
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        PartitionFacts facts = new PartitionFacts(context, partitions);
        DialogStore dialogs = new DialogStore(context);
        task = new Task(context, dialogs, new TimelineStore(context), facts);
        if (metrics && !facts.metricsComplete()) {
            new CatchUp(context, dialogs, facts, this::publishAnew).begin();
        } else if (!metrics && facts.metricsComplete()) {
            throw new UnusableStateException("streams-app.metrics.enabled is false, but dialog-responses and"
                    + " dialog-metrics have been published from this state: they would go wrong without a word."
                    + " Set it to true");
        }
    }

    @Override
    public void process(Record<String, DialogEvent> record) {
        Task task = task();
        String dialogId = record.key();
        DialogEvent event = record.value();
        TimelineKey key = new TimelineKey(dialogId, event.occurredAt(), event.rank(), event.eventId());
        NumberedDialog known = known(dialogId);
        boolean onTop = known == null || known.dialog().precedes(event);
        // What sorts after everything known cannot be known itself: no look-up for the usual event.
        if (!onTop && task.timeline().knows(key)) {
            redelivered.increment();
            return;
        }
        byte[] entry = serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), TimelineCodec.encode(dialogId, event));
        task.timeline().remember(key, entry);
        (onTop ? inOrder : late).increment();

        Revision revision = onTop
                ? Revision.onTop(dialogId, known == null ? null : known.dialog(), event)
                : task.timeline().fold(dialogId, events -> Revision.late(dialogId, events, event.position()));
        long number = known == null ? task.facts().nextNumber() : known.number();
        byte[] row = keep(new NumberedDialog(revision.dialog(), number));

        long timestamp = record.timestamp();
        task.context().forward(new Record<>(dialogId, row, timestamp), DialogTopology.WRITE_DIALOGS);
        task.context().forward(new Record<>(key.toString(), entry, timestamp), DialogTopology.WRITE_TIMELINE);
        if (metrics) {
            revision.changed().forEach(question -> publish(dialogId, question, timestamp));
            revision.vanished().forEach(eventId -> publish(new ResponseKey(dialogId, eventId), null, timestamp));
            task.context().forward(new Record<>(dialogId, known, timestamp), DialogTopology.PLACE);
        }
    }

    /** Publishes all questions of a dialog, and lets it be placed as one that is in no rollup. */
    private void publishAnew(String dialogId, long timestamp) {
        task().timeline()
                .fold(dialogId, events -> QuestionFold.all(dialogId, events))
                .forEach(question -> publish(dialogId, question, timestamp));
        task().context().forward(new Record<>(dialogId, null, timestamp), DialogTopology.PLACE);
    }

    private void publish(String dialogId, Question question, long timestamp) {
        byte[] response =
                serializer.serialize(Topic.DIALOG_RESPONSES.topicName(), ResponseCodec.encode(dialogId, question));
        publish(new ResponseKey(dialogId, question.eventId()), response, timestamp);
    }

    private void publish(ResponseKey key, byte @Nullable [] response, long timestamp) {
        task().context().forward(new Record<>(key.toString(), response, timestamp), DialogTopology.WRITE_RESPONSES);
    }

    private @Nullable NumberedDialog known(String dialogId) {
        NumberedDialog kept = task().dialogs().get(dialogId);
        return kept == null || kept.whole()
                ? kept
                : new NumberedDialog(
                        task().timeline().fold(dialogId, events -> Dialog.fold(dialogId, events)), kept.number());
    }

    private byte[] keep(NumberedDialog dialog) {
        byte[] row = serializer.serialize(Topic.DIALOGS.topicName(), RowCodec.encode(dialog.dialog(), dialog.number()));
        task().dialogs().put(dialog, row);
        return row;
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialized");
        }
        return task;
    }
}
