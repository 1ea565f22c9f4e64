package io.dialogpulse.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.HistoryOrder;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionIndexTest {
    private static final byte[] BYTES = {1};
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final RandomRows random = new RandomRows(seed);

    @TempDir
    Path folder;

    @Test
    void shouldBuildAnIndexAgainWhicheverOfItsFilesIsMissing() throws IOException {
        for (String file : committedFiles()) {
            assertUsableAndEmptyAfter(file, Files::delete);
        }
    }

    @Test
    void shouldBuildAnIndexAgainWhicheverOfItsFilesIsCutOff() throws IOException {
        for (String file : committedFiles()) {
            for (int part : List.of(0, 1, 2)) {
                assertUsableAndEmptyAfter(file, path -> truncate(path, Files.size(path) * part / 3));
            }
        }
    }

    @Test
    void shouldRefuseAFolderThatAnotherIndexUses() throws IOException {
        try (PartitionIndex<DialogRow> index = open()) {
            fill(index);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class);

            assertThat(rows(index)).isEqualTo(3);
        }
    }

    @Test
    void shouldLetGoOfWhatWasReadAfterItsSnapshotIsClosed() throws IOException {
        try (PartitionIndex<DialogRow> index = open()) {
            fill(index);
            index.refresh();
            IndexSnapshot snapshot = index.snapshot().orElseThrow();
            List<IndexSnapshot> snapshots = List.of(snapshot);
            DialogSearch search = new DialogSearch(snapshots, snapshots);
            Search all = new Search(Filter.ALL, Sort.DEFAULT, Optional.empty(), 10, Collections.emptySortedSet());
            assertThat(search.find(all, LIMIT).total()).isEqualTo(3);
            assertThat(search.scan(all, LIMIT).after(Optional.empty()).size()).isEqualTo(3);
            new DialogHistory(snapshots).entries("a", HistoryOrder.OLDEST_FIRST, "", 10);

            snapshot.close();
            index.put("d", random.row("d"), BYTES);
            index.refresh();

            // What is held keeps files that are merged away, for as long as the process lives
            assertThat(snapshot.reader().getRefCount()).isZero();
        }
    }

    @Test
    void shouldTakeARefreshForDoneWhenItIsClosedMeanwhile() throws IOException {
        AtomicReference<PartitionIndex<DialogRow>> closing = new AtomicReference<>();
        // Time is asked for at the beginning of a refresh
        InstantSource clock = () -> {
            PartitionIndex<DialogRow> index = closing.get();
            if (index != null) {
                assertThatCode(index::close).doesNotThrowAnyException();
            }
            return Instant.EPOCH;
        };
        PartitionIndex<DialogRow> index = PartitionIndex.open(new RowDocuments(), folder, 1, clock);
        fill(index);
        closing.set(index);

        assertThatCode(index::refresh).doesNotThrowAnyException();
        assertThat(index.snapshot()).isEmpty();
    }

    @Test
    void shouldCloseEverySnapshotEvenIfOneCannotBeClosed() throws IOException {
        PartitionIndex<DialogRow> index = open();
        IndexSnapshot broken = index.snapshot().orElseThrow();
        broken.close();
        index.close();
        try (PartitionIndex<DialogRow> other =
                PartitionIndex.open(new RowDocuments(), folder.resolve("other"), 1, InstantSource.system())) {
            IndexSnapshot sound = other.snapshot().orElseThrow();
            int references = sound.reader().getRefCount();

            assertThatThrownBy(() -> IndexSnapshot.closeAll(List.of(broken, sound)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(sound.reader().getRefCount()).isEqualTo(references - 1);
        }
    }

    private void assertUsableAndEmptyAfter(String file, Damage damage) throws IOException {
        rebuild();
        damage.to(folder.resolve(file));
        try (PartitionIndex<DialogRow> index = open()) {
            assertThat(rows(index))
                    .as("seed %d, rows after damage to %s", seed, file)
                    .isZero();
            assertThat(index.committed()).doesNotContainKey("offset");
            fill(index);
            assertThat(rows(index)).isEqualTo(3);
        }
    }

    /** The names are the same each time, since they are counted from the start. */
    private List<String> committedFiles() throws IOException {
        rebuild();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("write.lock"))
                    .sorted()
                    .toList();
        }
    }

    private void rebuild() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (PartitionIndex<DialogRow> index = open()) {
            fill(index);
        }
    }

    private void fill(PartitionIndex<DialogRow> index) throws IOException {
        for (String id : List.of("a", "b", "c")) {
            DialogRow row = random.row(id);
            index.put(id, row, BYTES);
        }
        index.commit(Map.of("offset", "3"));
    }

    private PartitionIndex<DialogRow> open() throws IOException {
        return PartitionIndex.open(new RowDocuments(), folder, 1, InstantSource.system());
    }

    private static int rows(PartitionIndex<DialogRow> index) throws IOException {
        index.refresh();
        try (IndexSnapshot snapshot = index.snapshot().orElseThrow()) {
            return snapshot.reader().numDocs();
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private interface Damage {
        void to(Path file) throws IOException;
    }
}
