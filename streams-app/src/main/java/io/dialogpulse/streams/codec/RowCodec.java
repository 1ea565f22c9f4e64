package io.dialogpulse.streams.codec;

import io.dialogpulse.core.CrmLink;
import io.dialogpulse.core.DetailedStatus;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.metrics.CrmEntityType;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A dialog as its public row. */
public final class RowCodec {
    private RowCodec() {}

    /**
     * The row of a dialog with its number.
     *
     * @param deadline of the open question; null if none is open, or without a target
     */
    public static DialogRow encode(Dialog dialog, long number, @Nullable Deadline deadline) {
        DetailedStatus status = dialog.detailedStatus();
        Line line = dialog.line();
        Operator operator = dialog.responsibility().operator();
        var dates = dialog.dates();
        var questions = dialog.questions();
        var messages = dialog.messages();
        var annotations = dialog.annotations();
        var counts = dialog.counts();
        return new DialogRow(
                dialog.dialogId(),
                number,
                line == null ? null : line.id(),
                line == null ? null : line.name(),
                DialogDirection.valueOf(dialog.origin().direction().name()),
                Status.valueOf(status.status().name()),
                io.dialogpulse.metrics.DetailedStatus.valueOf(status.name()),
                status == DetailedStatus.SPAM,
                dialog.origin().channel(),
                dialog.client().id(),
                dialog.client().name(),
                operator == null ? null : operator.id(),
                operator == null ? null : operator.name(),
                operator == null ? null : operator.departmentId(),
                dialog.responsibility().participantIds(),
                annotations.crm().stream().map(RowCodec::link).toList(),
                dialog.origin().pageUrl(),
                annotations.formFilled(),
                annotations.historyRequested(),
                annotations.pinned(),
                annotations.clientRating(),
                annotations.managerRating(),
                annotations.managerComment(),
                Instant.ofEpochMilli(dates.createdAt()),
                instant(dates.queuedAt()),
                instant(dates.operatorRepliedAt()),
                instant(dates.operatorStartedAt()),
                instant(messages.lastAt()),
                instant(dates.operatorClosedAt()),
                instant(dates.closedAt()),
                Instant.ofEpochMilli(dialog.modifiedAt()),
                instant(questions.openAt()),
                deadline == null ? null : Instant.ofEpochMilli(deadline.dueAt()),
                dialog.replyWaitMs(),
                dialog.startWaitMs(),
                dialog.operatorCloseMs(),
                messages.spanMs(),
                questions.firstResponseMs(),
                dialog.botMs(),
                questions.totalMs(),
                questions.averageMs(),
                questions.maxMs(),
                deadline == null ? null : (Long) deadline.targetMs(),
                messages.count(),
                messages.clientCount(),
                messages.operatorCount(),
                questions.answered(),
                counts.transfers(),
                counts.reopenings(),
                counts.events());
    }

    static io.dialogpulse.metrics.CrmLink link(CrmLink link) {
        return new io.dialogpulse.metrics.CrmLink(
                CrmEntityType.valueOf(link.type().name()), link.id(), link.url());
    }

    static @Nullable Instant instant(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.toEpochMilli();
    }
}
