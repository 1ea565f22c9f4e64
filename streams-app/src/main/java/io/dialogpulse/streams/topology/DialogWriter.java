package io.dialogpulse.streams.topology;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.ResponseCodec;
import io.dialogpulse.streams.codec.RowCodec;
import io.dialogpulse.streams.codec.StoredForm.Gone;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.codec.TimelineCodec;
import io.dialogpulse.streams.store.TaskStores;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps dialogs, and publishes what it keeps: rows, entries of the history, questions. Lines have their names of now. */
final class DialogWriter {
    private final ProcessorContext<Object, Object> context;
    private final TaskStores stores;
    private final KafkaAvroSerializer serializer;
    private final boolean metrics;

    /**
     * @param metrics whether there are responses and rollups
     */
    DialogWriter(
            ProcessorContext<Object, Object> context,
            TaskStores stores,
            KafkaAvroSerializer serializer,
            boolean metrics) {
        this.context = context;
        this.stores = stores;
        this.serializer = serializer;
        this.metrics = metrics;
    }

    /** Keeps and publishes a dialog. */
    void keep(NumberedDialog dialog, long timestamp) {
        Dialog shown = dialog.dialog().in(stores.lines().shown(dialog.dialog().line()));
        Question open = Question.openIn(shown);
        Deadline deadline =
                open == null ? null : stores.lines().factsOf(open.line()).deadlineOf(open);
        byte[] row = serializer.serialize(Topic.DIALOGS.topicName(), RowCodec.encode(shown, dialog.number(), deadline));
        stores.dialogs().put(new NumberedDialog(shown, dialog.number()), row);
        context.forward(new Record<>(shown.dialogId(), row, timestamp), DialogTopology.WRITE_DIALOGS);
    }

    /** Keeps that a dialog is gone, and takes its row back; {@code before} is null if there never was one. */
    void keepGone(String dialogId, @Nullable NumberedDialog before, Gone gone, long timestamp) {
        stores.dialogs().putGone(dialogId, gone);
        context.forward(new Record<>(dialogId, null, timestamp), DialogTopology.WRITE_DIALOGS);
        place(dialogId, before, timestamp);
    }

    /** An event as an entry of the history, in the wire format. */
    byte[] entryOf(String dialogId, DialogEvent event) {
        return serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), TimelineCodec.encode(dialogId, event));
    }

    /** Publishes an entry of the history; null takes it back. */
    void publishEntry(String key, byte @Nullable [] entry, long timestamp) {
        context.forward(new Record<>(key, entry, timestamp), DialogTopology.WRITE_TIMELINE);
    }

    /** Publishes a question, if there are responses. */
    void publish(String dialogId, Question question, long timestamp) {
        if (metrics) {
            LineFacts facts = stores.lines().factsOf(question.line());
            byte[] response = serializer.serialize(
                    Topic.DIALOG_RESPONSES.topicName(), ResponseCodec.encode(dialogId, question, facts));
            send(new ResponseKey(dialogId, question.eventId()), question, response, timestamp);
        }
    }

    /** Takes a question back, if there are responses. */
    void retract(String dialogId, String questionEventId, long timestamp) {
        if (metrics) {
            send(new ResponseKey(dialogId, questionEventId), null, null, timestamp);
        }
    }

    /** Lets the rollups follow a dialog that changed, if there are rollups; null if it was in none. */
    void place(String dialogId, @Nullable NumberedDialog before, long timestamp) {
        if (metrics) {
            context.forward(new Record<>(dialogId, before, timestamp), DialogTopology.PLACE);
        }
    }

    private void send(ResponseKey key, @Nullable Question question, byte @Nullable [] response, long timestamp) {
        context.forward(new Record<>(key.toString(), response, timestamp), DialogTopology.WRITE_RESPONSES);
        context.forward(new Record<>(key.toString(), question, timestamp), DialogTopology.ALERT);
    }
}
