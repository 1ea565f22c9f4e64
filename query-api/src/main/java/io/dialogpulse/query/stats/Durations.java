package io.dialogpulse.query.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.PaginatedStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Iterator;

/**
 * Durations of a group, in milliseconds: count, sum, extremes and the share within a limit are exact, percentiles at
 * most 1 % off.
 *
 * <p>Not thread-safe.
 */
public final class Durations {
    // The other half of the 1 % is for rounding to whole milliseconds
    private static final IndexMapping BUCKETS = new CubicallyInterpolatedMapping(0.005);

    // In pages: a group with few dialogs takes little, however far apart its durations are
    private final Store buckets = new PaginatedStore();
    /** No bucket holds zero. */
    private long zeros;

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
        if (millis > 0) {
            buckets.add(BUCKETS.index((double) millis));
        } else {
            zeros++;
        }
    }

    /**
     * The same in a form that JSON can carry.
     *
     * @param sketch Base64
     */
    public record Sum(long count, long sum, long min, long max, long withinCount, String sketch) {}

    Sum toSum() {
        GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            DDSketch.of(BUCKETS, new PaginatedStore(), buckets, (double) zeros).encode(bytes, true);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        String encoded = Base64.getEncoder().encodeToString(bytes.trimmedCopy());
        return new Sum(count, sum, min, max, withinCount, encoded);
    }

    /** Counts in everything that {@link #toSum} holds. */
    void add(Sum other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        withinCount += other.withinCount;
        try {
            Store added = DDSketch.decode(
                            ByteArrayInput.wrap(Base64.getDecoder().decode(other.sketch)), PaginatedStore::new, BUCKETS)
                    .getPositiveValueStore();
            zeros += other.count - (long) added.getTotalCount();
            merge(added);
        } catch (IOException e) {
            throw new UncheckedIOException("is no sketch: " + other.sketch, e);
        }
    }

    /** Counts in everything that the other one holds. */
    public void add(Durations other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        withinCount += other.withinCount;
        zeros += other.zeros;
        merge(other.buckets);
    }

    // Bucket by bucket: PaginatedStore.mergeWith (0.8.3) fails when the other one reaches further at both ends
    private void merge(Store other) {
        other.forEach(buckets::add);
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
        long rank = Math.max(1, (long) Math.ceil(quantile * count));
        double seen = (double) zeros;
        if (seen >= rank) {
            return min;
        }
        for (Iterator<Bin> ascending = buckets.getAscendingIterator(); ascending.hasNext(); ) {
            Bin bucket = ascending.next();
            seen += bucket.getCount();
            if (seen >= rank) {
                // A bucket's middle may lie beyond the extremes, which are known
                return Math.clamp(Math.round(BUCKETS.value(bucket.getIndex())), min, max);
            }
        }
        return max;
    }
}
