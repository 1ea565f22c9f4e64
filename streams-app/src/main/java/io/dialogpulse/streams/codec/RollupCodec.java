package io.dialogpulse.streams.codec;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.rollup.DurationColumn;
import io.dialogpulse.core.rollup.DurationSummary;
import io.dialogpulse.core.rollup.Rollup;
import io.dialogpulse.metrics.DialogMetrics;
import io.dialogpulse.schemas.MetricsKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Which rollup a dialog belongs to, and a rollup as its public record. */
public final class RollupCodec {
    private RollupCodec() {}

    /** The rollup that a dialog belongs to as it stands. */
    public static MetricsKey keyOf(Dialog dialog) {
        Line line = dialog.line();
        Operator operator = dialog.responsibility().operator();
        return MetricsKey.ofHour(
                dialog.dates().createdAt(),
                line == null ? null : line.id(),
                dialog.origin().channel(),
                operator == null ? null : operator.id());
    }

    /** The record of a rollup. */
    public static DialogMetrics encode(MetricsKey key, Rollup rollup) {
        DialogMetrics metrics = new DialogMetrics();
        metrics.setPeriodStart(Instant.ofEpochMilli(key.periodStart()));
        metrics.setLineId(key.lineId());
        metrics.setChannel(key.channel());
        metrics.setOperatorId(key.operatorId());
        metrics.setCreatedCount(rollup.dialogs());
        metrics.setAnsweredCount(rollup.answered());
        metrics.setClosedCount(rollup.closed());
        metrics.setSpamCount(rollup.spam());
        metrics.setReopenedCount(rollup.reopened());
        metrics.setRatingCount(rollup.ratingCount());
        metrics.setRatingSum(rollup.ratingSum());
        metrics.setResponseCount(rollup.responses());
        for (DurationColumn column : DurationColumn.values()) {
            put(metrics, nameOf(column), rollup.summary(column));
        }
        return metrics;
    }

    // By name: the record has eight fields for each of the nine.
    private static void put(DialogMetrics metrics, String name, DurationSummary summary) {
        metrics.put(name + "Count", summary.count());
        metrics.put(name + "SumMs", summary.sum());
        if (summary.count() > 0) {
            metrics.put(name + "MaxMs", summary.max());
            metrics.put(name + "P50Ms", summary.percentile(50));
            metrics.put(name + "P90Ms", summary.percentile(90));
            metrics.put(name + "P95Ms", summary.percentile(95));
            metrics.put(name + "P99Ms", summary.percentile(99));
            metrics.put(name + "Sketch", ByteBuffer.wrap(summary.sketch()));
        }
    }

    // How the names of a column's fields begin.
    static String nameOf(DurationColumn column) {
        return switch (column) {
            case REPLY_WAIT -> "replyWait";
            case START_WAIT -> "startWait";
            case OPERATOR_CLOSE -> "operatorClose";
            case DIALOG -> "dialog";
            case FIRST_RESPONSE -> "firstResponse";
            case BOT -> "bot";
            case TOTAL_RESPONSE -> "totalResponse";
            case AVERAGE_RESPONSE -> "averageResponse";
            case MAX_RESPONSE -> "maxResponse";
        };
    }
}
