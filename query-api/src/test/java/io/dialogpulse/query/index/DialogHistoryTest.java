package io.dialogpulse.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.search.HistoryOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories out of the index against the same entries in a sorted map. */
class DialogHistoryTest {
    private static final List<String> DIALOGS = List.of("d", "d1", "d10", "d|1", "d%7C1", "d:", "ё😀", " ");
    private static final int PARTITIONS = 2;
    private static final int WRITES = 2_000;
    private static final int EVENTS = 40;

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final RandomEntries randomEntries = new RandomEntries(seed);
    private final List<PartitionIndex<TimelineEntry>> indexes = new ArrayList<>();
    private final List<IndexSnapshot> snapshots = new ArrayList<>();
    private final Map<String, NavigableMap<String, String>> expected = new HashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        System.out.println("seed " + seed);
        for (int i = 0; i < PARTITIONS; i++) {
            indexes.add(PartitionIndex.open(new EntryDocuments(), folder.resolve("p" + i), 1, InstantSource.system()));
        }
        for (int i = 0; i < WRITES; i++) {
            int dialog = random.nextInt(DIALOGS.size());
            String dialogId = DIALOGS.get(dialog);
            write(dialogId, indexes.get(dialog % PARTITIONS), "version " + i);
            if (i % 300 == 0) {
                // Several segments, some with deleted documents
                indexes.get(dialog % PARTITIONS).refresh();
            }
        }
        for (PartitionIndex<TimelineEntry> index : indexes) {
            index.refresh();
            snapshots.add(index.snapshot().orElseThrow());
        }
    }

    private void write(String dialogId, PartitionIndex<TimelineEntry> index, String version) throws IOException {
        String key = randomEntries.key(dialogId, "e" + random.nextInt(EVENTS));
        // Keys differ in ASCII alone, which sorts as its UTF-8 does
        NavigableMap<String, String> history = expected.computeIfAbsent(dialogId, _ -> new TreeMap<>());
        if (random.nextInt(4) == 0) {
            index.delete(key);
            history.remove(key);
        } else {
            index.put(key, randomEntries.entry(key), version.getBytes(StandardCharsets.UTF_8));
            history.put(key, version);
        }
    }

    @AfterEach
    void close() throws IOException {
        IndexSnapshot.closeAll(snapshots);
        for (PartitionIndex<TimelineEntry> index : indexes) {
            index.close();
        }
    }

    @Test
    void shouldReadFromTheOldestToTheNewestOverAllPages() throws IOException {
        for (String dialogId : DIALOGS) {
            assertThat(pages(dialogId, HistoryOrder.OLDEST_FIRST))
                    .as("%s with seed %d", dialogId, seed)
                    .containsExactlyEntriesOf(expected.getOrDefault(dialogId, Collections.emptyNavigableMap()));
        }
    }

    @Test
    void shouldReadFromTheNewestToTheOldestOverAllPages() throws IOException {
        for (String dialogId : DIALOGS) {
            assertThat(pages(dialogId, HistoryOrder.NEWEST_FIRST))
                    .as("%s with seed %d", dialogId, seed)
                    .containsExactlyEntriesOf(expected.getOrDefault(dialogId, Collections.emptyNavigableMap())
                            .descendingMap());
        }
    }

    @Test
    void shouldBeEmptyForADialogWithoutEntriesAndWithoutAnyPartition() throws IOException {
        DialogHistory history = new DialogHistory(snapshots);

        for (HistoryOrder order : HistoryOrder.values()) {
            assertThat(history.entries("nobody", order, "", 10)).isEmpty();
            assertThat(history.entries("zzz", order, "", 10)).isEmpty();
            assertThat(new DialogHistory(List.of()).entries("d", order, "", 10)).isEmpty();
        }
    }

    private Map<String, String> pages(String dialogId, HistoryOrder order) throws IOException {
        int limit = 1 + random.nextInt(20);
        Map<String, String> all = new LinkedHashMap<>();
        SequencedMap<String, byte[]> page;
        String after = "";
        do {
            page = new DialogHistory(snapshots).entries(dialogId, order, after, limit);
            assertThat(page.size()).isLessThanOrEqualTo(limit);
            page.forEach((key, value) -> all.put(key, new String(value, StandardCharsets.UTF_8)));
            after = page.isEmpty() ? after : page.lastEntry().getKey();
        } while (page.size() == limit);
        return all;
    }
}
