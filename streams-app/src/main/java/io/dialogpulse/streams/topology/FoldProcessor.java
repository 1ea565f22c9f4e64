package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Change;
import io.dialogpulse.core.Change.ClientErased.Metrics;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.core.Revision;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.StoredForm.Gone;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.codec.UnusableStateException;
import io.dialogpulse.streams.store.PartitionFacts;
import io.dialogpulse.streams.store.TaskStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Folds an event into its dialog and publishes the new row, the timeline entry, and the questions that changed. Events of
 * deleted lines and of erased dialogs go to the dead letters.
 *
 * <p>An event that comes after all that was folded goes on top. Any other is either known already, a redelivery, or
 * late: then the dialog's timeline is folded again.
 */
final class FoldProcessor implements Processor<String, Received, Object, Object> {
    private final KafkaAvroSerializer serializer;
    private final int partitions;
    private final boolean metrics;
    private final MeterRegistry meters;
    private final Counter inOrder;
    private final Counter late;
    private final Counter redelivered;
    private @Nullable Task task;

    private record Task(
            TaskStores stores,
            PartitionFacts facts,
            DialogWriter writer,
            Timelines timelines,
            DeadLetters deadLetters) {}

    /**
     * @param metrics whether there are responses and rollups
     */
    FoldProcessor(
            Registry registry, SchemaRegistryClient client, int partitions, boolean metrics, MeterRegistry meters) {
        this.partitions = partitions;
        this.metrics = metrics;
        this.meters = meters;
        this.serializer = registry.serializer(client);
        this.inOrder = meters.counter("dialogpulse.events", "arrived", "in-order");
        this.late = meters.counter("dialogpulse.events", "arrived", "late");
        this.redelivered = meters.counter("dialogpulse.events", "arrived", "again");
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        PartitionFacts facts = new PartitionFacts(context, partitions);
        TaskStores stores = TaskStores.of(context);
        DialogWriter writer = new DialogWriter(context, stores, serializer, metrics);
        task = new Task(
                stores,
                facts,
                writer,
                new Timelines(stores, writer),
                new DeadLetters(context, meters, DialogTopology.WRITE_DEAD_LETTERS));
        if (metrics && !facts.metricsComplete()) {
            new CatchUp(context, stores.dialogs(), facts, this::publishAnew).begin();
        } else if (!metrics && facts.metricsComplete()) {
            throw new UnusableStateException("streams-app.metrics.enabled is false, but dialog-responses and"
                    + " dialog-metrics have been published from this state: they would go wrong without a word."
                    + " Set it to true");
        }
    }

    @Override
    public void process(Record<String, Received> record) {
        switch (task().stores().find(record.key())) {
            case Gone(RejectReason reason)
            when reason == RejectReason.DIALOG_ERASED && removes(record.value().event()) -> redelivered.increment();
            case Gone(RejectReason reason) ->
                reject(record, reason, "dialog \"" + record.key() + "\" is gone: " + reason);
            case NumberedDialog known -> process(record, known);
            case null -> process(record, null);
        }
    }

    private void process(Record<String, Received> record, @Nullable NumberedDialog known) {
        TaskStores stores = task().stores();
        String dialogId = record.key();
        DialogEvent event = record.value().event();
        TimelineKey key = new TimelineKey(dialogId, event.occurredAt(), event.rank(), event.eventId());
        boolean onTop = known == null || known.dialog().precedes(event);
        // What sorts after everything known cannot be known itself: no look-up for the usual event.
        if (!onTop && stores.timeline().knows(key)) {
            redelivered.increment();
            return;
        }
        Line line = known == null ? null : known.dialog().line();
        if (rejectsDeleted(line, "is in", record) || rejectsDeleted(lineNamedBy(event), "would come to", record)) {
            return;
        }
        if (removes(event)) {
            inOrder.increment();
            vanish(dialogId, known, record.timestamp());
            return;
        }
        byte[] entry = task().writer()
                .entryOf(dialogId, known == null ? event : known.dialog().kept(event));
        stores.timeline().remember(key, entry);
        Revision revision = onTop
                ? Revision.onTop(dialogId, known == null ? null : known.dialog(), event)
                : stores.timeline().fold(dialogId, events -> Revision.late(dialogId, events, event.position()));
        // A late event may undo the queueing that took the dialog out of the line.
        if (rejectsDeleted(revision.dialog().line(), "would be back in", record)) {
            stores.timeline().forget(key);
            return;
        }
        (onTop ? inOrder : late).increment();
        publish(revision, known, record.timestamp());
        task().writer().publishEntry(key.toString(), entry, record.timestamp());
        if (erasesClient(event)) {
            task().timelines().begin(dialogId, record.timestamp());
        }
    }

    private static boolean erasesClient(DialogEvent event) {
        return event instanceof StatusChange status && status.change() instanceof Change.ClientErased;
    }

    private static boolean removes(DialogEvent event) {
        return event instanceof StatusChange status
                && status.change() instanceof Change.ClientErased(Metrics metrics)
                && metrics == Metrics.REMOVED;
    }

    private void vanish(String dialogId, @Nullable NumberedDialog known, long timestamp) {
        task().writer().keepGone(dialogId, known, new Gone(RejectReason.DIALOG_ERASED), timestamp);
        task().timelines().begin(dialogId, timestamp);
    }

    private void publish(Revision revision, @Nullable NumberedDialog known, long timestamp) {
        String dialogId = revision.dialog().dialogId();
        DialogWriter writer = task().writer();
        long number = known == null ? task().facts().nextNumber() : known.number();
        writer.keep(new NumberedDialog(revision.dialog(), number), timestamp);
        revision.changed().forEach(question -> writer.publish(dialogId, question, timestamp));
        revision.vanished().forEach(eventId -> writer.retract(dialogId, eventId, timestamp));
        writer.place(dialogId, known, timestamp);
    }

    private boolean rejectsDeleted(@Nullable Line line, String how, Record<String, Received> record) {
        if (line == null || !task().stores().lines().deleted(line)) {
            return false;
        }
        String detail = "dialog \"" + record.key() + "\" " + how + " line \"" + line.id() + "\", which was deleted";
        reject(record, RejectReason.LINE_DELETED, detail);
        return true;
    }

    private static @Nullable Line lineNamedBy(DialogEvent event) {
        return event instanceof StatusChange status
                ? switch (status.change()) {
                    case Change.Opened opened -> opened.line();
                    case Change.Queued queued -> queued.line();
                    default -> null;
                }
                : null;
    }

    private void reject(Record<String, Received> record, RejectReason reason, String detail) {
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        task().deadLetters()
                .reject(
                        new Record<>(key, record.value().value(), record.timestamp(), record.headers()),
                        reason,
                        detail);
    }

    /** Publishes all questions of a dialog, and lets it be placed as one that is in no rollup. */
    private void publishAnew(String dialogId, long timestamp) {
        if (task().stores().dialogs().get(dialogId) != null) {
            DialogWriter writer = task().writer();
            task().stores()
                    .timeline()
                    .fold(dialogId, events -> QuestionFold.all(dialogId, events))
                    .forEach(question -> writer.publish(dialogId, question, timestamp));
            writer.place(dialogId, null, timestamp);
        }
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialized");
        }
        return task;
    }
}
