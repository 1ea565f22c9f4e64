package io.dialogpulse.bench.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.bench.scratch.TemporaryFolder;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.export.RowWriter;
import io.dialogpulse.query.index.DialogSearch;
import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.index.IndexSnapshot;
import io.dialogpulse.query.index.PartitionIndex;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.index.RowScan;
import io.dialogpulse.query.runtime.QuerySettings;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.stats.Durations;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.Periods;
import io.dialogpulse.query.stats.StatsParser;
import io.dialogpulse.query.stats.StatsQuestion;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final JsonNode NO_VIEW = JsonNodeFactory.instance.objectNode();
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
            DialogRow row = decoder.decode(bytes);
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

    /** The list that a query string asks for. */
    ListRequest request(Map<String, List<String>> parameters) {
        return parser.parameters(parameters);
    }

    /** The rows that the list's API would answer. */
    List<DialogRow> page(ListRequest request) throws IOException, Undecodable {
        return rows(find(request));
    }

    /** Writes all rows that a question asks for, as an export does; how many they are. */
    long export(ListRequest request, RowWriter writer) throws IOException, Undecodable {
        List<IndexSnapshot> snapshots = new ArrayList<>(partitions.size());
        try {
            for (PartitionIndex<DialogRow> partition : partitions) {
                snapshots.add(partition.snapshot().orElseThrow());
            }
            RowScan scan = new DialogSearch(snapshots, NO_HISTORIES)
                    .scan(request.within(Filter.ALL), settings.searchTimeout());
            long rows = 0;
            RowScan.Pass pass = scan.after(request.after());
            while (true) {
                DialogRow row = null;
                for (int i = 0; i < pass.size(); i++) {
                    row = decoder.decode(pass.row(i));
                    writer.write(row);
                }
                rows += pass.size();
                if (row == null || !pass.full()) {
                    return rows;
                }
                pass = scan.after(Optional.of(Cursor.after(row, request.sort())));
            }
        } finally {
            IndexSnapshot.closeAll(snapshots);
        }
    }

    /** What the statistics' API would answer. */
    StatsAnswer statistics(StatsQuery.Asked asked) throws IOException {
        StatsQuestion question =
                new StatsParser(parser).parse(asked.parameters(), NO_VIEW).question();
        Groups groups;
        List<IndexSnapshot> snapshots = new ArrayList<>(partitions.size());
        try {
            for (PartitionIndex<DialogRow> partition : partitions) {
                snapshots.add(partition.snapshot().orElseThrow());
            }
            groups = new DialogSearch(snapshots, NO_HISTORIES).sumUp(question, settings.searchTimeout());
        } finally {
            IndexSnapshot.closeAll(snapshots);
        }
        Map<String, StatsAnswer.Line> lines = new HashMap<>();
        groups.sorted().forEach(group -> {
            Durations durations = group.getValue().durations().getFirst();
            if (durations.count() > 0) {
                List<Long> percentiles = asked.query().quantiles().stream()
                        .map(durations::percentile)
                        .toList();
                lines.put(
                        nameOf(question, group.getKey()),
                        new StatsAnswer.Line(durations.count(), durations.sum(), percentiles));
            }
        });
        return new StatsAnswer(lines);
    }

    private static String nameOf(StatsQuestion question, Groups.Key key) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < question.groupBy().size(); i++) {
            Object value = key.values().get(i);
            names.add(
                    value instanceof Long period
                            ? Periods.name(question.groupBy().get(i), question.zone(), period)
                            : String.valueOf(value));
        }
        return String.join("|", names);
    }

    private Answer ask(Question question) throws IOException, Undecodable {
        Map<String, List<String>> parameters = new HashMap<>(question.parameters());
        question.cursor().forEach(page -> parameters.put("cursor", List.of(page.text())));
        ListRequest request = request(parameters);
        Found found = find(request);
        List<String> ids = rows(found).stream()
                .limit(request.limit())
                .map(DialogRow::getDialogId)
                .toList();
        return new Answer(ids, found.total());
    }

    private Found find(ListRequest request) throws IOException {
        List<IndexSnapshot> snapshots = new ArrayList<>(partitions.size());
        try {
            for (PartitionIndex<DialogRow> partition : partitions) {
                snapshots.add(partition.snapshot().orElseThrow());
            }
            return new DialogSearch(snapshots, NO_HISTORIES).find(request.within(Filter.ALL), settings.searchTimeout());
        } finally {
            IndexSnapshot.closeAll(snapshots);
        }
    }

    private List<DialogRow> rows(Found found) throws Undecodable {
        List<DialogRow> rows = new ArrayList<>(found.rows().size());
        for (byte[] row : found.rows()) {
            rows.add(decoder.decode(row));
        }
        return rows;
    }

    @Override
    public String name() {
        return "Dialog Pulse";
    }

    @Override
    public Client client() {
        return this::ask;
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
