package io.dialogpulse.core.rollup;

/**
 * Count, sum, maximum and percentiles of durations in milliseconds, of which any can be taken back.
 *
 * <p>Mutable, not thread-safe.
 */
public final class DurationSummary {
    private final DurationSketch sketch = new DurationSketch();
    private long count;
    private long sum;
    private long max;
    private boolean exact = true;

    void add(long millis) {
        // Nothing that is left exceeds the maximum that was taken back.
        if (count == 0 || millis >= max) {
            max = millis;
            exact = true;
        }
        count++;
        sum += millis;
        sketch.add(millis);
    }

    void remove(long millis) {
        count--;
        sum -= millis;
        sketch.remove(millis);
        if (millis == max) {
            exact = count == 0;
        }
    }

    /** Whether the maximum is known. */
    boolean exact() {
        return exact;
    }

    /** Number of values. */
    public long count() {
        return count;
    }

    /** Their sum. */
    public long sum() {
        return sum;
    }

    /**
     * The largest.
     *
     * @throws IllegalStateException if there is none, or it is not known since the largest was taken back
     */
    public long max() {
        if (count == 0 || !exact) {
            throw new IllegalStateException("no maximum of " + count + " values");
        }
        return max;
    }

    /**
     * The value below or at which so many percent of the values lie, at most 1 % off.
     *
     * @throws IllegalStateException if there is no value
     */
    public long percentile(int percent) {
        return sketch.percentile(percent);
    }

    /** The sketch that the percentiles come from; {@link DurationSketch#toBytes} tells its form. */
    public byte[] sketch() {
        return sketch.toBytes();
    }
}
