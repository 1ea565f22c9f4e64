package io.dialogpulse.streams.codec;

import static io.dialogpulse.streams.codec.RowCodec.instant;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.metrics.AlertState;
import io.dialogpulse.metrics.DialogAlert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What there is to be alarmed about in a question, as its public record. */
public final class AlertCodec {
    private AlertCodec() {}

    /**
     * The alert of a question of a dialog; null if it has none.
     *
     * @param facts of the question's line
     * @param now epoch milliseconds; means nothing for a question that has ended
     */
    public static @Nullable DialogAlert encode(String dialogId, Question question, LineFacts facts, long now) {
        Deadline deadline = facts.deadlineOf(question);
        Long endedAt = question.endedAt();
        Deadline.Alarm alarm = deadline == null ? null : deadline.at(endedAt == null ? now : endedAt);
        if (deadline == null || alarm == null) {
            return null;
        }
        Line line = question.line() == null ? null : facts.shown(question.line());
        Operator responsible = question.responsible();
        return new DialogAlert(
                dialogId,
                question.eventId(),
                AlertState.valueOf(alarm.name()),
                line == null ? null : line.id(),
                line == null ? null : line.name(),
                question.channel(),
                responsible == null ? null : responsible.id(),
                responsible == null ? null : responsible.name(),
                responsible == null ? null : responsible.departmentId(),
                question.first(),
                Instant.ofEpochMilli(question.askedAt()),
                deadline.targetMs(),
                Instant.ofEpochMilli(deadline.dueAt()),
                ResponseCodec.outcomeOf(question),
                instant(endedAt));
    }
}
