package io.dialogpulse.query.cluster;

import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.schemas.Topic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** The owners as the consumer group has agreed on them in its last rebalance. */
final class GroupOwners implements Owners {
    private final KafkaStreams streams;
    private final HostInfo self;
    private final Instance local;
    private final Function<HostInfo, Instance> remote;
    private final Map<HostInfo, Instance> remotes = new ConcurrentHashMap<>();

    GroupOwners(KafkaStreams streams, HostInfo self, Instance local, Function<HostInfo, Instance> remote) {
        this.streams = streams;
        this.self = self;
        this.local = local;
        this.remote = remote;
    }

    @Override
    public SequencedMap<Instance, SortedSet<Integer>> of(SortedSet<Integer> partitions) {
        SequencedMap<Instance, SortedSet<Integer>> owners = new LinkedHashMap<>();
        Set<Integer> left = new HashSet<>(partitions);
        for (StreamsMetadata member : members()) {
            SortedSet<Integer> owned = member.topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(Topic.DIALOGS.topicName()))
                    .map(TopicPartition::partition)
                    .filter(left::remove)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (owned.isEmpty()) {
                continue;
            }
            if (member.hostInfo().equals(self)) {
                owners.putLast(local, owned);
            } else {
                owners.putFirst(remotes.computeIfAbsent(member.hostInfo(), remote), owned);
            }
        }
        return owners;
    }

    private Iterable<StreamsMetadata> members() {
        try {
            return streams.streamsMetadataForStore(QueryTopology.ROWS);
        } catch (IllegalStateException | InvalidStateStoreException e) {
            // Not started yet, or stopped already: nobody is known
            return List.of();
        }
    }
}
