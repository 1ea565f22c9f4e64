package io.dialogpulse.bench.list;

import com.typesafe.config.ConfigFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.bench.scratch.TemporaryFolder;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.IndexSnapshot;
import io.dialogpulse.query.index.PartitionIndex;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.runtime.QuerySettings;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.schemas.Partitioning;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The product's index, as query-api runs it with its default settings: an index per partition, reopened and committed by
 * the same intervals, all of them searched as one, rows read as Avro of the topic. Kafka and HTTP are left out.
 */
final class ListedIndex implements Side, AutoCloseable {
    private static final String REGISTRY = "mock://bench-list";
    /** No question here looks into messages. */
    private static final List<IndexSnapshot> NO_HISTORIES = List.of();

    private static final Map<String, String> NO_OFFSETS = Map.of();
    private static final double MEGABYTE = 1 << 20;
    /** Histories have their half of the buffer in the app. */
    private static final int STORES = 2;

    private final TemporaryFolder folder;
    private final InstantSource clock;
    private final List<PartitionIndex<DialogRow>> partitions = new ArrayList<>();
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bench-refresh").factory());
    private final Serializer<Object> serializer;
    private final Decoder<DialogRow> decoder;
    private final QuerySettings settings;
    private final ListParser parser;
    private Instant nextCommit;
    private int committing;

    private ListedIndex(TemporaryFolder folder, Registry registry, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        serializer = registry.serializer();
        decoder = new Decoder<>(Topic.DIALOGS, DialogRow.class, registry, Duration.ofSeconds(1));
        settings = QuerySettings.of(new Settings(ConfigFactory.load()), clock);
        parser = new ListParser(clock);
        nextCommit = clock.instant();
    }

    /** Opens empty indexes in a folder of their own. */
    static ListedIndex open(int partitions, InstantSource clock) throws IOException, RestClientException {
        Registry registry = Registry.at(REGISTRY);
        registry.registerSubjects();
        TemporaryFolder folder = TemporaryFolder.create("dialogpulse-bench-index");
        ListedIndex index = new ListedIndex(folder, registry, clock);
        double bufferMb = index.settings.indexBufferBytes() / MEGABYTE / STORES / partitions;
        RowDocuments documents = new RowDocuments();
        for (int i = 0; i < partitions; i++) {
            Path path = Files.createDirectory(folder.path().resolve("partition-" + i));
            index.partitions.add(PartitionIndex.open(documents, path, bufferMb, clock));
        }
        return index;
    }

    /** A row as the topic has it. */
    byte[] encode(DialogRow row) {
        return serializer.serialize(Topic.DIALOGS.topicName(), row);
    }

    /** Writes rows as they come from the topic, committing now and then. */
    void index(List<byte[]> rows) throws IOException, Undecodable {
        for (byte[] bytes : rows) {
            DialogRow row = decode(bytes);
            byte[] key = row.getDialogId().getBytes(StandardCharsets.UTF_8);
            partitions.get(Partitioning.of(key, partitions.size())).put(row.getDialogId(), row, bytes);
        }
        Instant now = clock.instant();
        if (now.isBefore(nextCommit)) {
            return;
        }
        // In turns, as the app does it
        partitions.get(committing).commit(NO_OFFSETS);
        committing = (committing + 1) % partitions.size();
        nextCommit = now.plus(settings.commitInterval().dividedBy(partitions.size()));
    }

    /** Commits everything and begins to show what is written, again and again. */
    void serve() throws IOException {
        long interval = settings.refreshInterval().toMillis();
        for (PartitionIndex<DialogRow> partition : partitions) {
            partition.commit(Map.of("loaded", "true"));
            partition.refresh();
            var _ = refresher.scheduleWithFixedDelay(
                    () -> refresh(partition), interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private static void refresh(PartitionIndex<DialogRow> partition) {
        try {
            partition.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reopen the index", e);
        }
    }

    /** What is done with a search over all partitions, none of which changes meanwhile. */
    interface Work<T> {
        /** Searches, with the timeout of the app. */
        T with(DialogSearch search, Duration timeout) throws IOException, Undecodable;
    }

    <T> T search(Work<T> work) throws IOException, Undecodable {
        List<IndexSnapshot> snapshots = new ArrayList<>(partitions.size());
        try {
            for (PartitionIndex<DialogRow> partition : partitions) {
                snapshots.add(partition.snapshot().orElseThrow());
            }
            return work.with(new DialogSearch(snapshots, NO_HISTORIES), settings.searchTimeout());
        } finally {
            IndexSnapshot.closeAll(snapshots);
        }
    }

    /** Reads what a query string asks for. */
    ListParser parser() {
        return parser;
    }

    /** A row as {@link #encode} gave it. */
    DialogRow decode(byte[] row) throws Undecodable {
        return decoder.decode(row);
    }

    @Override
    public String name() {
        return "Dialog Pulse";
    }

    @Override
    public IndexClient client() {
        return new IndexClient(this);
    }

    @Override
    public void write(List<DialogRow> rows) throws IOException, Undecodable {
        index(rows.stream().map(this::encode).toList());
    }

    @Override
    public void settle() throws IOException {
        for (PartitionIndex<DialogRow> partition : partitions) {
            partition.commit(Map.of("settled", clock.instant().toString()));
            partition.refresh();
        }
    }

    @Override
    public long bytes() throws IOException {
        return folder.bytes();
    }

    @Override
    public void close() throws IOException {
        refresher.shutdownNow();
        for (PartitionIndex<DialogRow> partition : partitions) {
            partition.close();
        }
        decoder.close();
        serializer.close();
        folder.close();
    }
}
