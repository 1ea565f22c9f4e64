package io.dialogpulse.core.rollup;

import java.util.Arrays;

/**
 * A histogram whose buckets grow with the value (the mapping of a DDSketch): bucket 0 holds 0 ms, bucket i ≥ 1 what is
 * above γ^(i−2) and at most γ^(i−1), with γ = 1.005 / 0.995. The value of a bucket, 2γ^(i−1) / (γ+1), is at most 0.5 %
 * off, and rounded to a whole millisecond at most 1 %.
 *
 * <p>It holds counts alone: what is added can be taken back, sketches merge by adding the counts, and the same values
 * give the same sketch in any order.
 *
 * <p>Mutable, not thread-safe.
 */
final class DurationSketch {
    private static final double GAMMA = 1.005 / 0.995;
    private static final double LOG_GAMMA = StrictMath.log(GAMMA);
    private static final int GROWTH = 64;

    // Of the buckets from offset on; everybody's durations lie within a few hundred of them.
    private int[] counts = {};
    private int offset;
    private long total;

    void add(long millis) {
        int place = place(bucket(millis));
        counts[place]++;
        total++;
    }

    void remove(long millis) {
        int bucket = bucket(millis);
        if (bucket < offset || bucket >= offset + counts.length || counts[bucket - offset] == 0) {
            throw new IllegalStateException(millis + " ms was never added");
        }
        counts[bucket - offset]--;
        total--;
    }

    /** The value of rank ⌈percent/100 · count⌉, approximately. */
    long percentile(int percent) {
        if (total == 0) {
            throw new IllegalStateException("no percentile of no values");
        }
        long rank = Math.max(1, Math.ceilDiv(percent * total, 100L));
        long seen = 0;
        int at = -1;
        while (seen < rank) {
            at++;
            seen += counts[at];
        }
        return value(offset + at);
    }

    /**
     * Its buckets in ascending order, two unsigned varints each (LEB128, as in Protocol Buffers): how far the bucket is
     * from the one before, the first from 0, and its count. Empty buckets are left out.
     */
    byte[] toBytes() {
        byte[] bytes = new byte[64];
        int length = 0;
        int previous = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                bytes = length + 10 > bytes.length ? Arrays.copyOf(bytes, 2 * bytes.length) : bytes;
                length = varint(bytes, length, offset + i - previous);
                length = varint(bytes, length, counts[i]);
                previous = offset + i;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int bucket(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a negative duration: " + millis + " ms");
        }
        // StrictMath: the same on every machine.
        return millis == 0 ? 0 : 1 + (int) StrictMath.ceil(StrictMath.log((double) millis) / LOG_GAMMA);
    }

    private static long value(int bucket) {
        return bucket == 0 ? 0 : Math.round(2 * StrictMath.pow(GAMMA, bucket - 1) / (GAMMA + 1));
    }

    private int place(int bucket) {
        if (counts.length == 0) {
            offset = bucket;
            counts = new int[GROWTH];
        } else if (bucket < offset) {
            int start = Math.max(0, bucket - GROWTH);
            int[] wider = new int[counts.length + offset - start];
            System.arraycopy(counts, 0, wider, offset - start, counts.length);
            counts = wider;
            offset = start;
        } else if (bucket >= offset + counts.length) {
            counts = Arrays.copyOf(counts, bucket - offset + GROWTH);
        }
        return bucket - offset;
    }

    private static int varint(byte[] bytes, int at, int number) {
        int rest = number;
        int next = at;
        while (rest > 0x7F) {
            bytes[next++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[next++] = (byte) rest;
        return next;
    }
}
