package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;

/** The stores of this instance. */
public final class LocalStores {
    private static final Map<String, Topic> STORES =
            Map.of(QueryTopology.ROWS, Topic.DIALOGS, QueryTopology.ENTRIES, Topic.DIALOG_TIMELINE);

    private final KafkaStreams streams;
    private final Levels levels;

    public LocalStores(KafkaStreams streams, Levels levels) {
        this.streams = streams;
        this.levels = levels;
    }

    /**
     * Those of the partitions that this instance has and may show, which may be none. The caller closes them.
     *
     * @throws IllegalStateException if a store is broken
     */
    public Snapshots take(SortedSet<Integer> wanted) throws IOException {
        SnapshotQuery rows = new SnapshotQuery();
        SnapshotQuery entries = new SnapshotQuery();
        boolean taken = false;
        try {
            ask(StateQueryRequest.inStore(QueryTopology.ROWS).withQuery(rows).withPartitions(wanted));
            ask(StateQueryRequest.inStore(QueryTopology.ENTRIES)
                    .withQuery(entries)
                    .withPartitions(rows.partitions()));
            SortedSet<Integer> shown = entries.partitions();
            shown.removeIf(partition -> !levels.has(rows.taken(partition).term())
                    || !levels.has(entries.taken(partition).term()));
            taken = true;
            return new Snapshots(rows, entries, shown);
        } finally {
            if (!taken) {
                try (rows) {
                    entries.close();
                }
            }
        }
    }

    /**
     * A store that is active on this instance.
     *
     * @param source what it is built from
     * @param term see {@link IndexStore#serve}
     * @param asOf everything that had been applied to it by then can be seen
     */
    public record Active(TopicPartition source, long term, Instant asOf) {}

    /** All stores that are active on this instance, also those that may not be shown yet. */
    public List<Active> active() throws IOException {
        List<Active> active = new ArrayList<>();
        for (Map.Entry<String, Topic> store : STORES.entrySet()) {
            try (SnapshotQuery query = new SnapshotQuery()) {
                ask(StateQueryRequest.inStore(store.getKey()).withQuery(query).withAllPartitions());
                for (int partition : query.partitions()) {
                    SnapshotQuery.Taken taken = query.taken(partition);
                    active.add(new Active(
                            new TopicPartition(store.getValue().topicName(), partition),
                            taken.term(),
                            taken.snapshot().asOf()));
                }
            }
        }
        return active;
    }

    private void ask(StateQueryRequest<Boolean> request) {
        StateQueryResult<Boolean> answer;
        try {
            answer = streams.query(request);
        } catch (InvalidStateStoreException e) {
            // Not started yet, or stopped already: there are no stores
            return;
        }
        answer.getPartitionResults().forEach((partition, result) -> {
            if (result.isFailure() && result.getFailureReason() != FailureReason.NOT_PRESENT) {
                throw new IllegalStateException("partition " + partition + " of " + request.getStoreName()
                        + " cannot answer: " + result.getFailureReason() + ", " + result.getFailureMessage());
            }
        });
    }
}
