package io.dialogpulse.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.schemas.Registry;
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
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the index store promises, whatever it holds and whichever way records reach it: a subclass for each way. */
@ParameterizedClass
@MethodSource("kinds")
abstract class IndexStoreContract<T> {
    private static final Registry REGISTRY = Registry.at("mock://index-store");
    private static final long SEED = Long.getLong("dialogpulse.seed", new Random().nextLong());

    private final Serializer<Object> serializer = REGISTRY.serializer();
    private final Counter undecodable = new SimpleMeterRegistry().counter("undecodable");
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
    private final List<IndexStore<T>> opened = new ArrayList<>();
    private final RecordKind<T> kind;
    private final TopicPartition partition;

    @TempDir
    Path folder;

    private IndexStore<T> store;
    private StoreContext context;

    IndexStoreContract(RecordKind<T> kind) {
        this.kind = kind;
        this.partition = new TopicPartition(kind.topic().topicName(), 3);
    }

    static Stream<RecordKind<?>> kinds() {
        return Stream.of(new RowKind(SEED, REGISTRY), new EntryKind(SEED));
    }

    /** Brings records to the store in the order of the list. */
    abstract void deliver(IndexStore<T> store, StoreContext context, List<KeyValue<byte[], byte[]>> records);

    @BeforeEach
    void open() throws Exception {
        System.out.println("seed " + SEED);
        REGISTRY.registerSubjects();
        reopen(Duration.ZERO);
    }

    @AfterEach
    void close() {
        opened.forEach(IndexStore::close);
        refresher.shutdownNow();
    }

    @Test
    void shouldShowTheLastRecordOfEachKeyAndNoDeletedOne() throws IOException {
        deliver(List.of(record("a"), record("b"), record("c")));
        KeyValue<byte[], byte[]> last = record("a");
        deliver(List.of(last, deletion("b"), deletion("nowhere")));
        store.serve();

        assertThat(shown()).containsOnlyKeys(kind.key("a"), kind.key("c"));
        assertThat(shown().get(kind.key("a"))).isEqualTo(last.value);
    }

    @Test
    void shouldComeBackWithWhatWasCommitted() throws IOException {
        deliver(List.of(record("a")));
        store.commit(Map.of(partition, 41L));
        store.close();

        reopen(Duration.ZERO);
        store.serve();

        assertThat(store.committedOffset(partition)).isEqualTo(41L);
        assertThat(shown()).containsOnlyKeys(kind.key("a"));
    }

    @Test
    void shouldForgetWhatWasNotCommittedWhenTheProcessDies() throws IOException {
        deliver(List.of(record("a")));
        store.commit(Map.of(partition, 41L));
        deliver(List.of(record("b")));

        // Closing without a commit leaves on disk what a crash leaves
        store.close();
        reopen(Duration.ZERO);
        store.serve();

        assertThat(store.committedOffset(partition)).isEqualTo(41L);
        assertThat(shown()).containsOnlyKeys(kind.key("a"));
    }

    @Test
    void shouldBeTheSameAfterRecordsAreDeliveredAgain() throws IOException {
        KeyValue<byte[], byte[]> last = record("a");
        List<KeyValue<byte[], byte[]>> records = List.of(record("a"), record("b"), last, deletion("b"));
        deliver(store, context, records);
        deliver(store, context, records.subList(1, 4));
        store.serve();

        assertThat(shown()).containsOnlyKeys(kind.key("a"));
        assertThat(shown().get(kind.key("a"))).isEqualTo(last.value);
    }

    @Test
    void shouldCommitByItsIntervalAndAtTheLatestWhenItCloses() throws IOException {
        store.close();
        reopen(Duration.ofDays(1));
        deliver(List.of(record("a")));
        store.commit(Map.of(partition, 7L));

        assertThat(store.committedOffset(partition)).isNull();

        store.close();
        reopen(Duration.ofDays(1));

        assertThat(store.committedOffset(partition)).isEqualTo(7L);
    }

    @Test
    void shouldKeepAnUnknownOffsetAsItIs() {
        store.commit(Map.of(partition, -4L));

        assertThat(store.committedOffset(partition)).isEqualTo(-4L);
    }

    @Test
    void shouldLoseRecordsAndOffsetsWhenTheStoreIsHeldForDamaged() throws IOException {
        deliver(List.of(record("a")));
        store.commit(Map.of(partition, 41L));
        store.commit(Map.of());
        store.serve();

        assertThat(store.committedOffset(partition)).isNull();
        assertThat(shown()).isEmpty();

        store.close();
        reopen(Duration.ZERO);

        assertThat(store.committedOffset(partition)).isNull();
    }

    @Test
    void shouldLeaveOutARecordThatCannotBeReadAndGoOn() throws IOException {
        deliver(List.of(
                record("a"),
                KeyValue.pair(bytes(kind.key("a")), bytes("no Avro")),
                KeyValue.pair(bytes(kind.key("b")), new byte[] {0, 0, 0, 0, 99, 1}),
                KeyValue.pair(bytes("wrong key"), record("d").value),
                KeyValue.pair(null, bytes("x")),
                record("c")));
        store.serve();

        assertThat(shown()).containsOnlyKeys(kind.key("c"));
        assertThat(undecodable.count()).isEqualTo(4);
    }

    @Test
    void shouldKeepASnapshotReadableAfterItIsClosed() throws IOException {
        deliver(List.of(record("a")));
        store.serve();
        try (SnapshotQuery snapshots = snapshots()) {
            store.close();

            assertThat(kind.shown(snapshots)).containsOnlyKeys(kind.key("a"));
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
    void shouldNotAnswerBeforeItIsActiveNorAfterThePartitionWasGivenAway() {
        deliver(List.of(record("a")));
        assertThat(failure()).isEqualTo(FailureReason.NOT_PRESENT);

        store.serve();
        store.stopServing();
        assertThat(failure()).isEqualTo(FailureReason.NOT_PRESENT);

        store.serve();
        context.restore(List.of(record("b")));
        assertThat(failure()).isEqualTo(FailureReason.NOT_PRESENT);
    }

    @Test
    void shouldTellEachOfItsTermsFromTheOthers() throws IOException {
        store.serve();
        long first = term();
        store.stopServing();
        store.serve();

        assertThat(term()).isNotEqualTo(first);
    }

    @Test
    void shouldSayThatItDoesNotKnowOtherQueries() {
        var answer = store.query(
                RangeQuery.<String, String>withNoBounds(), PositionBound.unbounded(), new QueryConfig(false));

        assertThat(answer.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }

    private void reopen(Duration commitInterval) {
        IndexStores<T> stores = new IndexStores<>(
                "index",
                kind.documents(),
                new Decoder<>(kind.topic(), kind.type(), REGISTRY, Duration.ofSeconds(1)),
                1,
                Duration.ofDays(1),
                commitInterval,
                0,
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

    private KeyValue<byte[], byte[]> record(String name) {
        String key = kind.key(name);
        return KeyValue.pair(bytes(key), serializer.serialize(kind.topic().topicName(), kind.random(key)));
    }

    private KeyValue<byte[], byte @Nullable []> deletion(String name) {
        return KeyValue.pair(bytes(kind.key(name)), null);
    }

    private FailureReason failure() {
        return store.query(new SnapshotQuery(), PositionBound.unbounded(), new QueryConfig(false))
                .getFailureReason();
    }

    private long term() throws IOException {
        try (SnapshotQuery snapshots = snapshots()) {
            return snapshots.taken(context.taskId().partition()).term();
        }
    }

    private SnapshotQuery snapshots() {
        SnapshotQuery query = new SnapshotQuery();
        assertThat(store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                        .isSuccess())
                .isTrue();
        return query;
    }

    private Map<String, byte[]> shown() throws IOException {
        try (SnapshotQuery snapshots = snapshots()) {
            return kind.shown(snapshots);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
