package io.dialogpulse.streams.topology;

import io.dialogpulse.schemas.Partitioning;
import io.dialogpulse.schemas.TimelineKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts a timeline entry where its dialog is: the key has more in it than the dialogId, which alone decides. */
final class ByDialog<V> implements StreamPartitioner<String, V> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, V value, int numPartitions) {
        return Optional.of(
                Set.of(Partitioning.of(TimelineKey.dialogIdOf(key).getBytes(StandardCharsets.UTF_8), numPartitions)));
    }
}
