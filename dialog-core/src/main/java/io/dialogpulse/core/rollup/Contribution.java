package io.dialogpulse.core.rollup;

import io.dialogpulse.core.DetailedStatus;
import io.dialogpulse.core.Dialog;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one dialog adds to the rollup it belongs to: a function of its row alone.
 *
 * @param answered an operator replied to the client
 * @param closed closed now, spam included
 * @param reopened the client came back to the closed dialog at least once
 * @param rating the client's, 1 to 5; null if there is none
 * @param responses number of answered questions
 * @param durations those that the row has
 */
public record Contribution(
        boolean answered,
        boolean closed,
        boolean spam,
        boolean reopened,
        @Nullable Integer rating,
        long responses,
        Map<DurationColumn, Long> durations) {

    public Contribution {
        EnumMap<DurationColumn, Long> copy = new EnumMap<>(DurationColumn.class);
        copy.putAll(durations);
        durations = Collections.unmodifiableMap(copy);
    }

    /** What a dialog adds as it stands. */
    public static Contribution of(Dialog dialog) {
        Map<DurationColumn, Long> durations = new EnumMap<>(DurationColumn.class);
        for (DurationColumn column : DurationColumn.values()) {
            Long millis = column.of(dialog);
            if (millis != null) {
                durations.put(column, millis);
            }
        }
        return new Contribution(
                dialog.dates().operatorRepliedAt() != null,
                dialog.detailedStatus().closed(),
                dialog.detailedStatus() == DetailedStatus.SPAM,
                dialog.counts().reopenings() > 0,
                dialog.annotations().clientRating(),
                dialog.questions().answered(),
                durations);
    }
}
