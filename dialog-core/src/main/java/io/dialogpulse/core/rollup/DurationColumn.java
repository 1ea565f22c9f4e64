package io.dialogpulse.core.rollup;

import io.dialogpulse.core.Dialog;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The durations of a dialog's row, in milliseconds; null where the row's column is. */
public enum DurationColumn {
    REPLY_WAIT(Dialog::replyWaitMs),
    START_WAIT(Dialog::startWaitMs),
    OPERATOR_CLOSE(Dialog::operatorCloseMs),
    DIALOG(dialog -> dialog.messages().spanMs()),
    FIRST_RESPONSE(dialog -> dialog.questions().firstResponseMs()),
    BOT(Dialog::botMs),
    TOTAL_RESPONSE(dialog -> dialog.questions().totalMs()),
    AVERAGE_RESPONSE(dialog -> dialog.questions().averageMs()),
    MAX_RESPONSE(dialog -> dialog.questions().maxMs());

    private final Function<Dialog, @Nullable Long> column;

    DurationColumn(Function<Dialog, @Nullable Long> column) {
        this.column = column;
    }

    @Nullable
    Long of(Dialog dialog) {
        return column.apply(dialog);
    }
}
