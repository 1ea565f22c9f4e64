package io.dialogpulse.query.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;

/**
 * Durations of a group, in milliseconds: count, sum, extremes and the share within a limit are exact, percentiles at
 * most 1 % off.
 *
 * <p>Not thread-safe.
 */
public final class Durations {
    // The other half of the 1 % is for rounding to whole milliseconds
    private static final IndexMapping BUCKETS = new CubicallyInterpolatedMapping(0.005);

    private final DDSketch sketch = new DDSketch(BUCKETS, UnboundedSizeDenseStore::new);
    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long withinCount;

    /**
     * Counts one in.
     *
     * @param within the limit that durations are compared with
     */
    public void add(long millis, long within) {
        count++;
        sum += millis;
        min = Math.min(min, millis);
        max = Math.max(max, millis);
        if (millis <= within) {
            withinCount++;
        }
        sketch.accept((double) millis);
    }

    /** Counts in everything that the other one holds. */
    public void add(Durations other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        withinCount += other.withinCount;
        sketch.mergeWith(other.sketch);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    public long sum() {
        return sum;
    }

    /** The least; only if there are any. */
    public long min() {
        return min;
    }

    /** The greatest; only if there are any. */
    public long max() {
        return max;
    }

    /** How many did not exceed the limit. */
    public long withinCount() {
        return withinCount;
    }

    /**
     * The least duration that at least this part of them does not exceed (nearest rank); only if there are any.
     *
     * @param quantile above 0, to 1
     */
    public long percentile(double quantile) {
        double rank = Math.max(1, Math.ceil(quantile * count));
        // The sketch counts ranks from 0 to count - 1 and takes the first beyond the one asked for
        double asked = count == 1 ? 0 : Math.min(1, (rank - 0.5) / (count - 1));
        // A bucket's middle may lie beyond the extremes, which are known
        return Math.clamp(Math.round(sketch.getValueAtQuantile(asked)), min, max);
    }
}
