package io.dialogpulse.streams.codec;

import static io.dialogpulse.streams.codec.RowCodec.millis;

import io.dialogpulse.core.Annotations;
import io.dialogpulse.core.BotPhase;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Counts;
import io.dialogpulse.core.CrmLink;
import io.dialogpulse.core.CrmType;
import io.dialogpulse.core.Dates;
import io.dialogpulse.core.DetailedStatus;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.EventPosition;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.Messages;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Origin;
import io.dialogpulse.core.Questions;
import io.dialogpulse.core.Responsibility;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.streams.state.FoldMemory;
import org.jspecify.annotations.Nullable;

/** A dialog from its stored form: the public row, and what the fold remembers beyond it. */
final class StateCodec {
    private StateCodec() {}

    static FoldMemory memoryOf(Dialog dialog) {
        return new FoldMemory(
                dialog.origin().opened(),
                dialog.dates().operatorReplied(),
                dialog.messages().firstAt(),
                dialog.botPhase().botWrote(),
                dialog.botPhase().endedAt(),
                dialog.last().rank(),
                dialog.last().eventId(),
                dialog.questions().open() == null
                        ? null
                        : dialog.questions().open().eventId(),
                dialog.erased() == null ? null : dialog.erased().occurredAt(),
                dialog.erased() == null ? null : dialog.erased().eventId());
    }

    static Dialog decode(DialogRow row, FoldMemory memory) {
        return new Dialog(
                row.getDialogId(),
                DetailedStatus.valueOf(row.getDetailedStatus().name()),
                new Origin(
                        memory.getOpened(),
                        Direction.valueOf(row.getDirection().name()),
                        row.getChannel(),
                        row.getPageUrl()),
                row.getLineId() == null ? null : new Line(row.getLineId(), row.getLineName()),
                new Client(row.getClientId(), row.getClientName()),
                new Responsibility(operator(row), row.getParticipantIds()),
                new Dates(
                        row.getCreatedAt().toEpochMilli(),
                        millis(row.getQueuedAt()),
                        millis(row.getOperatorStartedAt()),
                        millis(row.getOperatorRepliedAt()),
                        memory.getOperatorReplied(),
                        millis(row.getOperatorClosedAt()),
                        millis(row.getClosedAt())),
                new Questions(
                        asked(row, memory),
                        row.getFirstResponseMs(),
                        row.getResponseCount(),
                        row.getTotalResponseMs(),
                        row.getMaxResponseMs()),
                new BotPhase(memory.getBotWrote(), memory.getBotPhaseEndedAt()),
                new Messages(
                        memory.getFirstMessageAt(),
                        millis(row.getLastMessageAt()),
                        row.getMessageCount(),
                        row.getClientMessageCount(),
                        row.getOperatorMessageCount()),
                new Annotations(
                        row.getCrm().stream().map(StateCodec::link).toList(),
                        row.getFormFilled(),
                        row.getHistoryRequested(),
                        row.getPinned(),
                        row.getClientRating(),
                        row.getManagerRating(),
                        row.getManagerComment()),
                new Counts(row.getEventCount(), row.getTransferCount(), row.getReopenCount()),
                erased(memory),
                new EventPosition(row.getModifiedAt().toEpochMilli(), memory.getLastRank(), memory.getLastEventId()));
    }

    private static Questions.@Nullable Asked asked(DialogRow row, FoldMemory memory) {
        Long openAt = millis(row.getOpenQuestionAt());
        String eventId = memory.getOpenQuestionEventId();
        return openAt == null ? null : new Questions.Asked(eventId == null ? "" : eventId, openAt);
    }

    private static @Nullable EventPosition erased(FoldMemory memory) {
        Long at = memory.getErasedAt();
        String by = memory.getErasedBy();
        return at == null || by == null ? null : new EventPosition(at, StatusChange.RANK, by);
    }

    private static @Nullable Operator operator(DialogRow row) {
        return row.getOperatorId() == null && row.getOperatorName() == null && row.getDepartmentId() == null
                ? null
                : new Operator(row.getOperatorId(), row.getOperatorName(), row.getDepartmentId());
    }

    static CrmLink link(io.dialogpulse.metrics.CrmLink link) {
        return new CrmLink(CrmType.valueOf(link.getType().name()), link.getId(), link.getUrl());
    }
}
