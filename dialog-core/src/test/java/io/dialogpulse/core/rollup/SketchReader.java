package io.dialogpulse.core.rollup;

import java.util.Map;
import java.util.TreeMap;

/** Reads the bytes of a sketch by nothing but the documentation in the schema, as a program of somebody else does. */
public final class SketchReader {
    private static final double G = 1.005 / 0.995;

    private SketchReader() {}

    /** Bucket → count. */
    public static Map<Integer, Integer> read(byte[] sketch) {
        Map<Integer, Integer> counts = new TreeMap<>();
        int[] at = {0};
        int bucket = 0;
        while (at[0] < sketch.length) {
            bucket += varint(sketch, at);
            counts.put(bucket, varint(sketch, at));
        }
        return counts;
    }

    /** The milliseconds that a bucket stands for. */
    public static double value(int bucket) {
        return bucket == 0 ? 0 : 2 * Math.pow(G, bucket - 1) / (G + 1);
    }

    private static int varint(byte[] bytes, int[] at) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = bytes[at[0]++];
            number |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return number;
            }
        }
    }
}
