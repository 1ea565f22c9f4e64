package io.dialogpulse.streams.codec;

import static io.dialogpulse.streams.codec.RowCodec.instant;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Question;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.ResponseOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A question as its public record. */
public final class ResponseCodec {
    private ResponseCodec() {}

    /** The record of a question of a dialog. */
    public static DialogResponse encode(String dialogId, Question question) {
        Line line = question.line();
        Operator responsible = question.responsible();
        @Nullable Person answeredBy = null;
        @Nullable Long answeredAt = null;
        @Nullable Long closedAt = null;
        ResponseOutcome outcome = switch (question.outcome()) {
            case Question.Outcome.Open _ -> ResponseOutcome.OPEN;
            case Question.Outcome.Answered answered -> {
                answeredBy = answered.by();
                answeredAt = answered.at();
                yield ResponseOutcome.ANSWERED;
            }
            case Question.Outcome.ClosedUnanswered closed -> {
                closedAt = closed.at();
                yield ResponseOutcome.CLOSED_UNANSWERED;
            }
        };
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
                question.responseMs(),
                null,
                null,
                question.first(),
                outcome);
    }
}
