package io.dialogpulse.schemas;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The key of {@code dialog-metrics}: {@code periodStart|lineId|channel|operatorId}, e.g.
 * {@code 1789999200000|sales|telegram|op1}.
 *
 * <p>{@code periodStart} has 13 digits, {@code %} and {@code |} in the ids are percent-encoded, and an absent part is
 * empty, as no id is.
 *
 * @param periodStart beginning of the hour, UTC epoch milliseconds
 */
public record MetricsKey(
        long periodStart,
        @Nullable String lineId,
        @Nullable String channel,
        @Nullable String operatorId) {
    private static final long HOUR_MS = 3_600_000;
    private static final int PARTS = 4;

    /** The key of the hour in which a moment lies. */
    public static MetricsKey ofHour(
            long epochMillis, @Nullable String lineId, @Nullable String channel, @Nullable String operatorId) {
        return new MetricsKey(epochMillis - Math.floorMod(epochMillis, HOUR_MS), lineId, channel, operatorId);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static MetricsKey parse(String key) {
        String[] parts = key.split("\\|", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a key of dialog-metrics: " + key);
        }
        return new MetricsKey(Long.parseLong(parts[0]), decoded(parts[1]), decoded(parts[2]), decoded(parts[3]));
    }

    /** The key as it is written to the topic. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%013d", periodStart)
                + '|'
                + encoded(lineId)
                + '|'
                + encoded(channel)
                + '|'
                + encoded(operatorId);
    }

    private static String encoded(@Nullable String part) {
        return part == null ? "" : part.replace("%", "%25").replace("|", "%7C");
    }

    private static @Nullable String decoded(String part) {
        return part.isEmpty() ? null : part.replace("%7C", "|").replace("%25", "%");
    }
}
