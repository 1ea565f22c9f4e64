package io.dialogpulse.streams.topology;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.codec.AlertCodec;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.store.AlertStore;
import io.dialogpulse.streams.store.DeadlineStore;
import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.LineStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert when a question is about to miss its line's target, and when it does. Gets every question that changes,
 * with null for one that is none any more. The alert of a question that ended follows from it alone; an open one is
 * looked at again whenever its time has come.
 */
final class AlertProcessor implements Processor<String, Question, String, byte[]> {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    // Much falls due at once after a pause: events go on being processed beside it.
    private static final int AT_A_TIME = 2_000;

    private final KafkaAvroSerializer serializer;
    private final MeterRegistry meters;
    private @Nullable Task task;

    private record Task(
            ProcessorContext<String, byte[]> context,
            DialogStore dialogs,
            LineStore lines,
            AlertStore alerts,
            DeadlineStore deadlines) {}

    AlertProcessor(Registry registry, SchemaRegistryClient client, MeterRegistry meters) {
        this.serializer = registry.serializer(client);
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        task = new Task(
                context,
                new DialogStore(context),
                new LineStore(context),
                new AlertStore(context),
                new DeadlineStore(context));
        context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::lookAtThoseDue);
    }

    @Override
    public void process(Record<String, Question> record) {
        String key = record.key();
        Question question = record.value();
        Deadline deadline = question == null || question.endedAt() != null ? null : deadlineOf(question);
        if (deadline != null && !task().alerts().has(key)) {
            // Not at once: in a backlog the next event has probably answered it in time
            task().deadlines().set(key, deadline.warnAt());
        } else {
            judge(key, question, task().context().currentSystemTimeMs(), record.timestamp());
        }
    }

    private void lookAtThoseDue(long now) {
        for (String key : task().deadlines().due(now, AT_A_TIME)) {
            judge(key, openQuestion(key), now, now);
        }
    }

    private @Nullable Question openQuestion(String key) {
        String dialogId = TimelineKey.dialogIdOf(key);
        NumberedDialog dialog = task().dialogs().get(dialogId);
        Question open = dialog == null ? null : Question.openIn(dialog.dialog());
        return open == null
                        || !new ResponseKey(dialogId, open.eventId()).toString().equals(key)
                ? null
                : open;
    }

    private void judge(String key, @Nullable Question question, long now, long timestamp) {
        Deadline deadline = question == null || question.endedAt() != null ? null : deadlineOf(question);
        task().deadlines().set(key, deadline == null ? null : deadline.changesAfter(now));
        DialogAlert alert = question == null
                ? null
                : AlertCodec.encode(
                        TimelineKey.dialogIdOf(key), question, task().lines().factsOf(question.line()), now);
        byte[] wire = alert == null ? null : serializer.serialize(Topic.DIALOG_ALERTS.topicName(), alert);
        if (task().alerts().put(key, wire)) {
            meters.counter(
                            "dialogpulse.alerts",
                            "state",
                            alert == null ? "NONE" : alert.getState().name())
                    .increment();
            task().context().forward(new Record<>(key, wire, timestamp));
        }
    }

    private @Nullable Deadline deadlineOf(Question question) {
        return task().lines().factsOf(question.line()).deadlineOf(question);
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("not initialized");
        }
        return task;
    }
}
