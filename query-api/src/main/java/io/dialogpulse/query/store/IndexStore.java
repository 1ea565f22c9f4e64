package io.dialogpulse.query.store;

import io.dialogpulse.query.index.PartitionIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one partition of a topic as a Kafka Streams state store. Processing and restoration write through the
 * same {@link #apply}. The offset of what the index holds stands in the index's own commit, so after a crash
 * restoration goes on from there.
 *
 * <p>Answers {@link SnapshotQuery} alone.
 *
 * @param <T> the records' values
 */
public final class IndexStore<T> implements StateStore {
    private static final Logger log = LoggerFactory.getLogger(IndexStore.class);

    private static final long NO_TERM = 0;
    private static final AtomicLong TERMS = new AtomicLong(NO_TERM);

    private final String name;
    private final IndexStores<T> settings;
    private final ChangeLog changes;
    private final IndexCommits commits;
    private volatile @Nullable PartitionIndex<T> index;
    private @Nullable StateStoreContext context;
    private @Nullable Future<?> refreshing;
    private volatile long term = NO_TERM;

    IndexStore(String name, IndexStores<T> settings) {
        this.name = name;
        this.settings = settings;
        this.changes = new ChangeLog(settings.changesKept(), settings.clock());
        this.commits = new IndexCommits(settings.commitInterval(), settings.clock());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = stateStoreContext;
        try {
            index = PartitionIndex.open(
                    settings.documents(),
                    stateStoreContext.stateDir().toPath().resolve(name),
                    settings.bufferMb(),
                    settings.clock());
            commits.begin(stateStoreContext.taskId().partition() + name.hashCode());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the index in " + stateStoreContext.stateDir(), e);
        }
        stateStoreContext.register(root, (BatchingStateRestoreCallback) this::restore);
    }

    private void restore(Collection<KeyValue<byte[], byte[]>> records) {
        // Nobody may see a part of the records, and reopening would cost most of the time
        stopServing();
        for (KeyValue<byte[], byte[]> entry : records) {
            apply(entry.key, entry.value);
        }
    }

    /**
     * Writes one record of the topic.
     *
     * @param key UTF-8
     * @param value null if the key was deleted
     */
    void apply(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            settings.undecodable().increment();
            log.error("A record of {} has no key; it is left out", name);
            return;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        try {
            if (value == null) {
                open().delete(text);
            } else {
                put(text, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write record " + text + " of " + name, e);
        }
        changes.applied(text);
    }

    private void put(String key, byte[] bytes) throws IOException {
        try {
            T value = settings.decoder().decode(bytes);
            if (!settings.documents().belongs(key, value)) {
                throw new Undecodable("the value belongs to another key");
            }
            open().put(key, value, bytes);
        } catch (Undecodable e) {
            // Stopping here would stop at every restart; an old record that has been replaced must not stay either
            settings.undecodable().increment();
            log.error("Record {} of {} cannot be read; it is left out: {}", key, name, e.getMessage());
            open().delete(key);
        }
    }

    /**
     * Begins a term of showing what is written: the store is restored and active. No two terms of any stores have the
     * same number.
     */
    void serve() {
        stopRefreshing();
        changes.reset();
        refresh();
        term = TERMS.incrementAndGet();
        long interval = settings.refreshInterval().toMillis();
        refreshing = settings.refresher()
                .scheduleWithFixedDelay(this::refreshOrLog, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Ends the term: the partition is given away, and its next owner may show more already. */
    void stopServing() {
        term = NO_TERM;
        stopRefreshing();
        changes.reset();
    }

    private void stopRefreshing() {
        if (refreshing != null) {
            refreshing.cancel(false);
            refreshing = null;
        }
    }

    private void refreshOrLog() {
        try {
            refresh();
        } catch (RuntimeException e) {
            // The schedule ends with the first exception; the next refresh may succeed, and answers carry their asOf
            log.error("Cannot show what is new in {}", name, e);
        }
    }

    private void refresh() {
        PartitionIndex<T> current = index;
        if (current == null) {
            return;
        }
        try {
            changes.refresh(current);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reopen the index", e);
        }
    }

    /** Remembers the offsets, and commits the index when it is time to. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        try {
            if (changelogOffsets.isEmpty()) {
                // Kafka Streams holds the store for damaged and will restore from the beginning
                commits.forget();
                open().clear();
                return;
            }
            if (commits.due(changelogOffsets)) {
                commits.commit(open());
                if (term == NO_TERM) {
                    // A standby is not searched, but its old reader would keep files on disk that are merged away
                    refresh();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot commit the index of " + changelogOffsets.keySet(), e);
        }
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        String offset = open().committed().get(partition.toString());
        return offset == null ? null : Long.valueOf(offset);
    }

    @Override
    @SuppressWarnings("deprecation") // the deprecation announces that true will be the only answer
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return index != null;
    }

    @Override
    @SuppressWarnings("unchecked") // a SnapshotQuery is a Query<Boolean>
    public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        if (!(query instanceof SnapshotQuery snapshots)) {
            return QueryResult.forUnknownQueryType(query, this);
        }
        try {
            long asked = term;
            PartitionIndex<T> current = index;
            StateStoreContext own = context;
            if (asked == NO_TERM || current == null || own == null) {
                return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the store is not active");
            }
            // Read before the snapshot is taken, so that it never claims more than the snapshot shows
            SeenChanges seen = new SeenChanges(changes, changes.seen());
            var snapshot = current.snapshot();
            if (snapshot.isEmpty()) {
                return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the index was just closed");
            }
            if (term != asked) {
                snapshot.get().close();
                return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the store was just given away");
            }
            snapshots.add(own.taskId().partition(), snapshot.get(), asked, seen);
            return (QueryResult<R>) QueryResult.forResult(Boolean.TRUE);
        } catch (IOException | RuntimeException e) {
            log.error("Cannot take a snapshot of {}", name, e);
            return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, String.valueOf(e.getMessage()));
        }
    }

    /** Nobody asks for a position: what may be shown is told by {@link Levels}. */
    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public void close() {
        stopServing();
        PartitionIndex<T> closing = index;
        index = null;
        if (closing == null) {
            return;
        }
        try (closing) {
            commits.commit(closing);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the index", e);
        }
    }

    private PartitionIndex<T> open() {
        PartitionIndex<T> current = index;
        if (current == null) {
            throw new IllegalStateException("the store " + name + " is closed");
        }
        return current;
    }
}
