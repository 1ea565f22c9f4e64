package io.dialogpulse.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.cluster.LocalInstance;
import io.dialogpulse.query.index.Documents;
import io.dialogpulse.query.index.EntryDocuments;
import io.dialogpulse.query.index.RowDocuments;
import io.dialogpulse.query.search.HistoryCursor;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.FedStreams;
import io.dialogpulse.query.store.IndexStores;
import io.dialogpulse.query.store.Levels;
import io.dialogpulse.query.store.LocalStores;
import io.dialogpulse.query.store.QueryTopology;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The histories of a client's dialogs against the same entries, put in order by plain Java. */
class ClientHistoryTest {
    private static final Registry REGISTRY = Registry.at("mock://client-history");
    private static final String CLIENT = "client1";
    private static final int DIALOGS = 150;

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final RandomRows randomRows = new RandomRows(seed);
    private final RandomEntries randomEntries = new RandomEntries(seed);
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();
    private final Serializer<Object> serializer = REGISTRY.serializer();
    private final List<DialogRow> rows = new ArrayList<>();
    private final Map<String, TreeMap<String, TimelineEntry>> histories = new HashMap<>();
    private FedStreams streams;
    private Cluster cluster;
    private LocalStores stores;
    private DialogReader reader;

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws Exception {
        System.out.println("seed " + seed);
        REGISTRY.registerSubjects();
        streams = new FedStreams(
                QueryTopology.of(
                        stores(QueryTopology.ROWS, new RowDocuments(), Topic.DIALOGS, DialogRow.class),
                        stores(QueryTopology.ENTRIES, new EntryDocuments(), Topic.DIALOG_TIMELINE, TimelineEntry.class),
                        new AppliedOffsets(),
                        new AppliedOffsets()),
                folder);
        Levels levels = new Levels();
        stores = new LocalStores(streams, levels);
        stores.active().forEach(store -> levels.reached(store.term()));
        Duration patience = Duration.ofSeconds(10);
        Decoder<DialogRow> rows = decoder(Topic.DIALOGS, DialogRow.class);
        cluster = Cluster.alone(new LocalInstance(stores, 10, patience, patience, rows), 1, rows, patience);
        reader = reader(patience);
        for (int i = 0; i < DIALOGS; i++) {
            putRow("dialog|" + i, random.nextInt(4) == 0 ? "another client" : CLIENT);
            for (int event = random.nextInt(6); event > 0; event--) {
                putEntry("dialog|" + i, "e" + event);
            }
        }
        awaitVisible();
    }

    private DialogReader reader(Duration patience) {
        return new DialogReader(cluster, decoder(Topic.DIALOG_TIMELINE, TimelineEntry.class), patience);
    }

    @AfterEach
    void stop() {
        streams.close();
        refresher.shutdownNow();
    }

    @Test
    void shouldReadTheNewestDialogFirstOverAllPages() throws Exception {
        assertThat(pages(caller("administrator", "anybody"), () -> {})).isEqualTo(expected(row -> true));
    }

    @Test
    void shouldReadOnlyDialogsThatTheCallerMaySee() throws Exception {
        String me = "operator2";

        assertThat(pages(caller("operator", me), () -> {}))
                .isEqualTo(expected(row -> me.equals(row.getOperatorId())
                        || row.getParticipantIds().contains(me)))
                .isNotEmpty();
    }

    @Test
    void shouldNeitherRepeatNorLoseWhatWasThereWhenEventsArriveBetweenPages() throws Exception {
        List<TimelineEntry> before = expected(row -> true);

        List<TimelineEntry> read = pages(caller("administrator", "anybody"), () -> {
            putEntry(rows.get(random.nextInt(rows.size())).getDialogId(), "late" + random.nextInt());
            putRow("newer" + random.nextInt(), CLIENT);
            awaitVisible();
        });

        assertThat(read).as("seed %d", seed).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @Test
    void shouldEndPagesEarlyRatherThanTakeLong() throws Exception {
        reader = reader(Duration.ZERO);

        assertThat(pages(caller("administrator", "anybody"), () -> {})).isEqualTo(expected(row -> true));
    }

    @Test
    void shouldNotKnowAClientOfWhomTheCallerMaySeeNothing() {
        assertThatThrownBy(() -> reader.clientHistory(caller("operator", "stranger"), CLIENT, Optional.empty(), 10))
                .isInstanceOf(NoSuchClient.class);
        assertThatThrownBy(
                        () -> reader.clientHistory(caller("administrator", "anybody"), "nobody", Optional.empty(), 10))
                .isInstanceOf(NoSuchClient.class);
    }

    @Test
    void shouldRefuseARoleThatReadsNoHistories() {
        assertThatThrownBy(() -> reader.clientHistory(caller("analyst", "anybody"), CLIENT, Optional.empty(), 10))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void shouldNotGoOnInADialogOfAnotherClientWhateverTheCursorSays() throws Exception {
        DialogRow foreign = rows.stream()
                .filter(row -> !CLIENT.equals(row.getClientId()))
                .findFirst()
                .orElseThrow();
        var forged = new HistoryCursor.InClient(CLIENT, Long.MAX_VALUE, foreign.getDialogId(), "");

        assertThat(reader.clientHistory(caller("administrator", "anybody"), CLIENT, Optional.of(forged), 500)
                        .entries())
                .noneMatch(entry -> entry.getDialogId().equals(foreign.getDialogId()));
    }

    private interface Meanwhile {
        void happen() throws Exception;
    }

    private List<TimelineEntry> pages(Caller caller, Meanwhile meanwhile) throws Exception {
        List<TimelineEntry> all = new ArrayList<>();
        Optional<HistoryCursor.InClient> next = Optional.empty();
        do {
            int limit = 1 + random.nextInt(60);
            DialogReader.ClientPage page = reader.clientHistory(caller, CLIENT, next, limit);
            assertThat(page.entries().size()).isLessThanOrEqualTo(limit);
            all.addAll(page.entries());
            next = page.next();
            meanwhile.happen();
        } while (next.isPresent());
        return all;
    }

    private List<TimelineEntry> expected(Predicate<DialogRow> scope) {
        return rows.stream()
                .filter(row -> CLIENT.equals(row.getClientId()))
                .filter(scope)
                .sorted(Comparator.comparing(DialogRow::getCreatedAt).reversed().thenComparing(DialogRow::getDialogId))
                .flatMap(row -> histories.getOrDefault(row.getDialogId(), new TreeMap<>()).values().stream())
                .toList();
    }

    private Caller caller(String role, String userId) {
        return new Caller(
                userId,
                null,
                switch (role) {
                    case "administrator" ->
                        new Role(
                                role, everywhere(Scope.ALL, Scope.ALL), Set.of(Permission.PUBLISH, Permission.METRICS));
                    case "operator" -> new Role(role, everywhere(Scope.OWN, Scope.OWN), Set.of());
                    default -> new Role(role, everywhere(Scope.ALL, Scope.NONE), Set.of());
                });
    }

    private static Map<Right, Scope> everywhere(Scope view, Scope history) {
        return Map.of(Right.VIEW, view, Right.HISTORY, history, Right.ACT, Scope.NONE, Right.REVIEW, Scope.NONE);
    }

    private void putRow(String dialogId, String clientId) {
        DialogRow row = randomRows.row(dialogId);
        row.setClientId(clientId);
        rows.add(row);
        streams.feed(Topic.DIALOGS, dialogId, serializer.serialize(Topic.DIALOGS.topicName(), row));
    }

    private void putEntry(String dialogId, String eventId) {
        String key = randomEntries.key(dialogId, eventId);
        TimelineEntry entry = randomEntries.entry(key);
        histories.computeIfAbsent(dialogId, _ -> new TreeMap<>()).put(key, entry);
        streams.feed(Topic.DIALOG_TIMELINE, key, serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), entry));
    }

    /** Waits until everything fed so far can be seen. */
    private void awaitVisible() throws IOException {
        Instant fed = InstantSource.system().instant();
        Awaitility.await()
                .until(() ->
                        stores.active().stream().allMatch(store -> store.asOf().isAfter(fed)));
    }

    private <T> IndexStores<T> stores(String name, Documents<T> documents, Topic topic, Class<T> type) {
        return new IndexStores<>(
                name,
                documents,
                decoder(topic, type),
                1,
                Duration.ofMillis(5),
                Duration.ofSeconds(1),
                0,
                refresher,
                new SimpleMeterRegistry().counter("undecodable"),
                InstantSource.system());
    }

    private static <T> Decoder<T> decoder(Topic topic, Class<T> type) {
        return new Decoder<>(topic, type, REGISTRY, Duration.ofSeconds(1));
    }
}
