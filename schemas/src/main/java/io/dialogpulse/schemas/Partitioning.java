package io.dialogpulse.schemas;

import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to: as the Java producer and librdkafka's {@code murmur2_random} decide it. */
public final class Partitioning {
    private Partitioning() {}

    /**
     * The partition of a key.
     *
     * @param key the UTF-8 bytes of the dialogId, or of the lineId
     * @param partitions how many the topic has
     */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
