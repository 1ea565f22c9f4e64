package io.dialogpulse.streams;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.LineFacts.Latest;
import io.dialogpulse.core.Question;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.metrics.DialogResponse;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an alert says, plainly: of a record, and of a question at a moment. */
public record AlertReference(
        String state,
        String lineId,
        @Nullable String operatorId,
        long dueAt,
        String outcome,
        @Nullable Long resolvedAt) {

    /** Of a record. */
    public static AlertReference of(DialogAlert alert) {
        return new AlertReference(
                alert.getState().name(),
                String.valueOf(alert.getLineId()),
                alert.getOperatorId(),
                alert.getDueAt().toEpochMilli(),
                alert.getOutcome().name(),
                alert.getResolvedAt() == null ? null : alert.getResolvedAt().toEpochMilli());
    }

    /**
     * Of a question; null if it has no alert.
     *
     * @param lines facts by lineId
     */
    public static @Nullable AlertReference of(Question question, Map<String, LineFacts> lines, long now) {
        Line line = question.line();
        return of(
                line == null ? null : line.id(),
                question.first(),
                question.askedAt(),
                question.responsible() == null ? null : question.responsible().id(),
                switch (question.outcome()) {
                    case Question.Outcome.Open _ -> "OPEN";
                    case Question.Outcome.Answered _ -> "ANSWERED";
                    case Question.Outcome.ClosedUnanswered _ -> "CLOSED_UNANSWERED";
                },
                question.endedAt(),
                lines,
                now);
    }

    /**
     * Of a question as it is published; null if it has no alert.
     *
     * @param lines facts by lineId
     */
    public static @Nullable AlertReference of(DialogResponse question, Map<String, LineFacts> lines, long now) {
        Instant end = question.getAnsweredAt() == null ? question.getClosedAt() : question.getAnsweredAt();
        return of(
                question.getLineId(),
                question.getIsFirst(),
                question.getQuestionAt().toEpochMilli(),
                question.getOperatorId(),
                question.getOutcome().name(),
                end == null ? null : (Long) end.toEpochMilli(),
                lines,
                now);
    }

    private static @Nullable AlertReference of(
            @Nullable String lineId,
            boolean first,
            long askedAt,
            @Nullable String operatorId,
            String outcome,
            @Nullable Long end,
            Map<String, LineFacts> lines,
            long now) {
        Latest<ResponseTargets> targets = lineId == null
                ? null
                : lines.getOrDefault(lineId, LineFacts.NONE).targets();
        Deadline deadline = targets == null ? null : targets.value().deadline(first, askedAt);
        long at = end == null ? now : end;
        if (lineId == null || deadline == null || at < deadline.warnAt()) {
            return null;
        }
        return new AlertReference(
                at < deadline.dueAt() ? "DUE_SOON" : "BREACHED", lineId, operatorId, deadline.dueAt(), outcome, end);
    }
}
