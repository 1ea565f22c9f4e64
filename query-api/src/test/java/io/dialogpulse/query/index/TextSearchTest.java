package io.dialogpulse.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.EntryType;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.schemas.TimelineKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dialogs found by words, in rows and messages, against the same words compared by plain Java. */
class TextSearchTest {
    private static final int PARTITIONS = 3;
    private static final int DIALOGS = 3_000;
    private static final int MOST_MESSAGES = 4;
    private static final int QUERIES = 200;

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final RandomTexts texts = new RandomTexts(seed);
    private final RandomRows randomRows = new RandomRows(seed);
    private final List<PartitionIndex<DialogRow>> rowIndexes = new ArrayList<>();
    private final List<PartitionIndex<TimelineEntry>> entryIndexes = new ArrayList<>();
    private final List<IndexSnapshot> rows = new ArrayList<>();
    private final List<IndexSnapshot> entries = new ArrayList<>();

    /** The rows that are there, and all words of each dialog. */
    private final Map<String, DialogRow> dialogs = new HashMap<>();

    private final Map<String, List<RandomTexts.Word>> words = new HashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        System.out.println("seed " + seed);
        for (int i = 0; i < PARTITIONS; i++) {
            rowIndexes.add(
                    PartitionIndex.open(new RowDocuments(), folder.resolve("rows" + i), 1, InstantSource.system()));
            entryIndexes.add(PartitionIndex.open(
                    new EntryDocuments(), folder.resolve("entries" + i), 1, InstantSource.system()));
        }
        for (int i = 0; i < DIALOGS; i++) {
            addDialog("dialog|" + i, rowIndexes.get(i % PARTITIONS), entryIndexes.get(i % PARTITIONS));
            if (i % 1_000 == 0) {
                // Several segments, some with deleted documents
                refresh();
            }
        }
        refresh();
        for (int i = 0; i < PARTITIONS; i++) {
            rows.add(rowIndexes.get(i).snapshot().orElseThrow());
            entries.add(entryIndexes.get(i).snapshot().orElseThrow());
        }
    }

    @AfterEach
    void close() throws IOException {
        IndexSnapshot.closeAll(rows);
        IndexSnapshot.closeAll(entries);
        for (int i = 0; i < PARTITIONS; i++) {
            rowIndexes.get(i).close();
            entryIndexes.get(i).close();
        }
    }

    @Test
    void shouldFindDialogsThatHaveEveryWordInAnyOfTheirTexts() throws IOException {
        for (int i = 0; i < QUERIES; i++) {
            Filter.Text text = text();
            assertFound(text, having(text));
        }
    }

    @Test
    void shouldCombineWordsWithOtherConditions() throws IOException {
        Filter vk = new Filter.AnyOf(Column.CHANNEL, new TreeSet<>(List.of("vk")), false);
        Predicate<DialogRow> isVk = row -> "vk".equals(row.getChannel());
        for (int i = 0; i < QUERIES / 10; i++) {
            Filter.Text text = text();
            Filter.Text other = text();
            assertFound(new Filter.And(List.of(vk, text)), isVk.and(having(text)));
            assertFound(new Filter.Or(List.of(vk, text)), isVk.or(having(text)));
            assertFound(
                    new Filter.And(List.of(new Filter.Not(text), other)),
                    having(other).and(having(text).negate()));
        }
    }

    @Test
    void shouldFindNothingByTextsWithoutWords() throws IOException {
        assertFound(new Filter.Text(List.of(new Filter.Word("…", true))), row -> false);
    }

    private void addDialog(String id, PartitionIndex<DialogRow> rowIndex, PartitionIndex<TimelineEntry> entryIndex)
            throws IOException {
        List<RandomTexts.Word> found = new ArrayList<>();
        for (int message = random.nextInt(MOST_MESSAGES); message > 0; message--) {
            String key = new TimelineKey(id, 1_790_000_000_000L, 2, "e" + message).toString();
            if (random.nextInt(10) == 0) {
                // Replaced or deleted below
                putMessage(entryIndex, key, texts.words());
            }
            if (random.nextInt(10) == 0) {
                entryIndex.delete(key);
            } else {
                found.addAll(putMessage(entryIndex, key, texts.words()));
            }
        }
        if (random.nextInt(10) == 0) {
            putRow(rowIndex, id, new ArrayList<>());
        }
        if (random.nextInt(20) == 0) {
            // Its history is deleted by records of its own, sooner or later
            rowIndex.delete(id);
        } else {
            dialogs.put(id, putRow(rowIndex, id, found));
        }
        words.put(id, found);
    }

    private List<RandomTexts.Word> putMessage(
            PartitionIndex<TimelineEntry> index, String key, List<RandomTexts.Word> message) throws IOException {
        TimelineEntry entry = TimelineEntry.newBuilder()
                .setDialogId(TimelineKey.dialogIdOf(key))
                .setEventId(key)
                .setOccurredAt(Instant.EPOCH)
                .setType(EntryType.MESSAGE)
                .setText(texts.text(message))
                .setCrm(List.of())
                .build();
        index.put(key, entry, new byte[] {1});
        return message;
    }

    private DialogRow putRow(PartitionIndex<DialogRow> index, String id, List<RandomTexts.Word> found)
            throws IOException {
        DialogRow row = randomRows.row(id);
        row.setClientName(rarely(found));
        row.setLineName(rarely(found));
        row.setOperatorName(rarely(found));
        row.setManagerComment(rarely(found));
        row.setPageUrl(rarely(found));
        String number = String.valueOf(row.getNumber());
        found.add(new RandomTexts.Word(number, number, number));
        // The row's bytes are the caller's business: here they are its id
        index.put(id, row, id.getBytes(StandardCharsets.UTF_8));
        return row;
    }

    private String rarely(List<RandomTexts.Word> found) {
        List<RandomTexts.Word> some = random.nextInt(20) == 0 ? texts.words() : List.of();
        found.addAll(some);
        return texts.text(some);
    }

    private void refresh() throws IOException {
        for (int i = 0; i < PARTITIONS; i++) {
            rowIndexes.get(i).refresh();
            entryIndexes.get(i).refresh();
        }
    }

    private Filter.Text text() {
        List<Filter.Word> asked = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            RandomTexts.Word word = texts.word();
            String spelling = random.nextBoolean() ? word.written() : word.folded();
            boolean prefix = random.nextBoolean();
            asked.add(new Filter.Word(
                    prefix ? spelling.substring(0, 1 + random.nextInt(spelling.length())) : spelling, prefix));
        }
        return new Filter.Text(asked);
    }

    private Predicate<DialogRow> having(Filter.Text text) {
        return text.words().stream().map(this::having).reduce(Predicate::and).orElseThrow();
    }

    private Predicate<DialogRow> having(Filter.Word asked) {
        String folded = folded(asked.text());
        String meaning = meaning(asked.text());
        Predicate<RandomTexts.Word> same = asked.prefix()
                ? word -> word.folded().startsWith(folded)
                : word -> word.meaning().equals(meaning);
        return row -> words.getOrDefault(row.getDialogId(), List.of()).stream().anyMatch(same);
    }

    private static String folded(String written) {
        return written.toLowerCase(Locale.ROOT)
                .replace("и\u0306", "й")
                .replace("ё", "е")
                .replace("ï", "i")
                .replaceAll("[\u0300-\u036f]", "");
    }

    private String meaning(String written) {
        return RandomTexts.ALL.stream()
                .filter(word -> word.folded().equals(folded(written)))
                .map(RandomTexts.Word::meaning)
                .findFirst()
                .orElse(written);
    }

    private void assertFound(Filter filter, Predicate<DialogRow> expected) throws IOException {
        List<String> ids = dialogs.values().stream()
                .filter(expected)
                .map(DialogRow::getDialogId)
                .sorted()
                .toList();
        Found found = new DialogSearch(rows, entries)
                .find(
                        new Search(filter, Sort.DEFAULT, Optional.empty(), DIALOGS, new TreeSet<>()),
                        Duration.ofMinutes(1));
        assertThat(found.rows().stream()
                        .map(row -> new String(row, StandardCharsets.UTF_8))
                        .sorted())
                .as("%s with seed %d", filter, seed)
                .isEqualTo(ids);
        assertThat(found.total()).isEqualTo(ids.size());
    }
}
