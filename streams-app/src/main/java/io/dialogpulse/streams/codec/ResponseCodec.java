package io.dialogpulse.streams.codec;

import static io.dialogpulse.streams.codec.RowCodec.instant;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.ResponseOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A question as its public record. */
public final class ResponseCodec {
    private ResponseCodec() {}

    /**
     * The record of a question of a dialog.
     *
     * @param facts of the question's line
     */
    public static DialogResponse encode(String dialogId, Question question, LineFacts facts) {
        Line line = question.line() == null ? null : facts.shown(question.line());
        Deadline deadline = facts.deadlineOf(question);
        Operator responsible = question.responsible();
        @Nullable Person answeredBy = null;
        @Nullable Long answeredAt = null;
        @Nullable Long closedAt = null;
        switch (question.outcome()) {
            case Question.Outcome.Open _ -> {
                // Nothing happened yet
            }
            case Question.Outcome.Answered answered -> {
                answeredBy = answered.by();
                answeredAt = answered.at();
            }
            case Question.Outcome.ClosedUnanswered closed -> closedAt = closed.at();
        }
        return new DialogResponse(
                dialogId,
                question.eventId(),
                line == null ? null : line.id(),
                line == null ? null : line.name(),
                question.channel(),
                DialogDirection.valueOf(question.direction().name()),
                responsible == null ? null : responsible.id(),
                responsible == null ? null : responsible.name(),
                responsible == null ? null : responsible.departmentId(),
                answeredBy == null ? null : answeredBy.id(),
                answeredBy == null ? null : answeredBy.name(),
                Instant.ofEpochMilli(question.askedAt()),
                instant(answeredAt),
                instant(closedAt),
                question.responseMs(),
                facts.workingResponseMs(question),
                deadline == null ? null : (Long) deadline.targetMs(),
                deadline == null ? null : Instant.ofEpochMilli(deadline.dueAt()),
                question.first(),
                outcomeOf(question));
    }

    static ResponseOutcome outcomeOf(Question question) {
        return switch (question.outcome()) {
            case Question.Outcome.Open _ -> ResponseOutcome.OPEN;
            case Question.Outcome.Answered _ -> ResponseOutcome.ANSWERED;
            case Question.Outcome.ClosedUnanswered _ -> ResponseOutcome.CLOSED_UNANSWERED;
        };
    }
}
