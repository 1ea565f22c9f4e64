package io.dialogpulse.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListParameters;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index store promises, whichever way records reach it: a subclass for each way. */
abstract class IndexStoreContract {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.DIALOGS.topicName(), 3);
    private static final Registry REGISTRY = Registry.at("mock://index-store");

    private final long seed = new Random().nextLong();
    private final RandomRows random = new RandomRows(seed);
    private final Serializer<Object> serializer = REGISTRY.serializer();
    private final Decoder<DialogRow> decoder =
            new Decoder<>(Topic.DIALOGS, DialogRow.class, REGISTRY, Duration.ofSeconds(1));
    private final Counter undecodable = new SimpleMeterRegistry().counter("undecodable");
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
    private final List<IndexStore> opened = new ArrayList<>();

    @TempDir
    Path folder;

    IndexStore store;

    /** Brings records to the store in the order of the list. */
    abstract void deliver(IndexStore store, StoreContext context, List<KeyValue<byte[], byte[]>> records);

    private StoreContext context;

    @BeforeEach
    void open() throws Exception {
        System.out.println("seed " + seed);
        REGISTRY.registerSubjects();
        reopen(Duration.ZERO);
    }

    @AfterEach
    void close() {
        opened.forEach(IndexStore::close);
        refresher.shutdownNow();
    }

    @Test
    void shouldShowTheLastRowOfEachDialogAndNoDeletedOne() throws IOException {
        deliver(List.of(record("a", random.row("a")), record("b", random.row("b")), record("c", random.row("c"))));
        DialogRow last = random.row("a");
        deliver(List.of(record("a", last), record("b", null), record("nowhere", null)));
        store.serve();

        assertThat(ids()).containsExactlyInAnyOrder("a", "c");
        assertThat(row("a")).contains(last);
    }

    @Test
    void shouldComeBackWithWhatWasCommitted() throws IOException {
        deliver(List.of(record("a", random.row("a"))));
        store.commit(Map.of(PARTITION, 41L));
        store.close();

        reopen(Duration.ZERO);
        store.serve();

        assertThat(store.committedOffset(PARTITION)).isEqualTo(41L);
        assertThat(ids()).containsExactly("a");
    }

    @Test
    void shouldForgetWhatWasNotCommittedWhenTheProcessDies() throws IOException {
        deliver(List.of(record("a", random.row("a"))));
        store.commit(Map.of(PARTITION, 41L));
        deliver(List.of(record("b", random.row("b"))));

        // Closing without a commit leaves on disk what a crash leaves
        store.close();
        reopen(Duration.ZERO);
        store.serve();

        assertThat(store.committedOffset(PARTITION)).isEqualTo(41L);
        assertThat(ids()).containsExactly("a");
    }

    @Test
    void shouldBeTheSameAfterRecordsAreDeliveredAgain() throws IOException {
        DialogRow last = random.row("a");
        List<KeyValue<byte[], byte[]>> records = List.of(
                record("a", random.row("a")), record("b", random.row("b")), record("a", last), record("b", null));
        deliver(store, context, records);
        deliver(store, context, records.subList(1, 4));
        store.serve();

        assertThat(ids()).containsExactly("a");
        assertThat(row("a")).contains(last);
    }

    @Test
    void shouldCommitByItsIntervalAndAtTheLatestWhenItCloses() throws IOException {
        store.close();
        reopen(Duration.ofDays(1));
        deliver(List.of(record("a", random.row("a"))));
        store.commit(Map.of(PARTITION, 7L));

        assertThat(store.committedOffset(PARTITION)).isNull();

        store.close();
        reopen(Duration.ofDays(1));

        assertThat(store.committedOffset(PARTITION)).isEqualTo(7L);
    }

    @Test
    void shouldKeepAnUnknownOffsetAsItIs() {
        store.commit(Map.of(PARTITION, -4L));

        assertThat(store.committedOffset(PARTITION)).isEqualTo(-4L);
    }

    @Test
    void shouldLoseRowsAndOffsetsWhenTheStoreIsHeldForDamaged() throws IOException {
        deliver(List.of(record("a", random.row("a"))));
        store.commit(Map.of(PARTITION, 41L));
        store.commit(Map.of());
        store.serve();

        assertThat(store.committedOffset(PARTITION)).isNull();
        assertThat(ids()).isEmpty();

        store.close();
        reopen(Duration.ZERO);

        assertThat(store.committedOffset(PARTITION)).isNull();
    }

    @Test
    void shouldLeaveOutARowThatCannotBeReadAndGoOn() throws IOException {
        deliver(List.of(
                record("a", random.row("a")),
                KeyValue.pair(bytes("a"), bytes("no Avro")),
                KeyValue.pair(bytes("b"), new byte[] {0, 0, 0, 0, 99, 1}),
                record("wrong key", random.row("d")),
                KeyValue.pair(null, bytes("x")),
                record("c", random.row("c"))));
        store.serve();

        assertThat(ids()).containsExactly("c");
        assertThat(undecodable.count()).isEqualTo(4);
    }

    @Test
    void shouldKeepASnapshotReadableAfterItIsClosed() throws IOException {
        deliver(List.of(record("a", random.row("a"))));
        store.serve();
        try (Snapshots snapshots = snapshots()) {
            store.close();

            assertThat(snapshots.search().row("a")).isPresent();
        }
    }

    @Test
    void shouldAnswerNotPresentWhenItIsClosedAndNeverThrow() {
        store.close();

        SnapshotQuery query = new SnapshotQuery();
        QueryResult<Boolean> answer = store.query(query, PositionBound.unbounded(), new QueryConfig(false));

        assertThat(answer.getFailureReason()).isEqualTo(FailureReason.NOT_PRESENT);
        assertThat(store.getPosition()).isNotNull();
    }

    @Test
    void shouldSayThatItDoesNotKnowOtherQueries() {
        var answer = store.query(
                RangeQuery.<String, String>withNoBounds(), PositionBound.unbounded(), new QueryConfig(false));

        assertThat(answer.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }

    private void reopen(Duration commitInterval) {
        IndexStores stores = new IndexStores(
                QueryTopology.INDEX,
                decoder,
                1,
                Duration.ofDays(1),
                commitInterval,
                refresher,
                undecodable,
                InstantSource.system());
        store = stores.build();
        opened.add(store);
        context = new StoreContext(folder);
        store.init(context, store);
    }

    private void deliver(List<KeyValue<byte[], byte[]>> records) {
        deliver(store, context, records);
    }

    private KeyValue<byte[], byte[]> record(String key, @Nullable DialogRow row) {
        return KeyValue.pair(bytes(key), row == null ? null : serializer.serialize(Topic.DIALOGS.topicName(), row));
    }

    private Snapshots snapshots() {
        SnapshotQuery query = new SnapshotQuery();
        assertThat(store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                        .isSuccess())
                .isTrue();
        return new Snapshots(query);
    }

    private List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Snapshots snapshots = snapshots()) {
            var request = ListParameters.parse(Map.of());
            for (byte[] row :
                    snapshots.search().find(request.within(Filter.ALL)).rows()) {
                ids.add(decoder.decode(row).getDialogId());
            }
        } catch (Undecodable e) {
            throw new AssertionError(e);
        }
        return ids;
    }

    private Optional<DialogRow> row(String dialogId) throws IOException {
        try (Snapshots snapshots = snapshots()) {
            Optional<byte[]> row = snapshots.search().row(dialogId);
            return row.isEmpty() ? Optional.empty() : Optional.of(decoder.decode(row.get()));
        } catch (Undecodable e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
