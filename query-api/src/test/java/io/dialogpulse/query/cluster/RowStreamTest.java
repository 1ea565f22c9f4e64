package io.dialogpulse.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of several instances become one stream, or none. */
class RowStreamTest {
    private static final Registry REGISTRY = Registry.at("mock://row-stream");

    private final long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
    private final List<DialogRow> rows = new RandomRows(seed).rows(300);

    /** Some rows in their order. */
    private static final class Held implements RowSource {
        private final int partition;
        private final List<DialogRow> rows;
        private final Iterator<DialogRow> left;

        Held(int partition, List<DialogRow> rows) {
            this.partition = partition;
            this.rows = rows;
            this.left = rows.iterator();
        }

        @Override
        public SortedSet<Integer> partitions() {
            return new TreeSet<>(List.of(partition));
        }

        @Override
        public long total() {
            return rows.size();
        }

        @Override
        public long asOf() {
            return partition;
        }

        @Override
        public byte @Nullable [] next() {
            return left.hasNext() ? REGISTRY.serializer().serialize(Topic.DIALOGS.topicName(), left.next()) : null;
        }

        @Override
        public void close() {}
    }

    private static byte[] sent(RowSource source) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RemoteRows.send(source, out);
        return out.toByteArray();
    }

    private static List<DialogRow> read(RowStream stream) throws Exception {
        List<DialogRow> read = new ArrayList<>();
        for (DialogRow row = stream.next(); row != null; row = stream.next()) {
            read.add(row);
        }
        return read;
    }

    private static Decoder<DialogRow> decoder() throws Exception {
        REGISTRY.registerSubjects();
        return new Decoder<>(Topic.DIALOGS, DialogRow.class, REGISTRY, Duration.ZERO);
    }

    @Test
    void shouldMergeTheRowsOfAllInstancesInTheirOrder() throws Exception {
        System.out.println("seed " + seed);
        Decoder<DialogRow> decoder = decoder();
        List<DialogRow> sorted = rows.stream().sorted(Sort.DEFAULT.comparator()).toList();
        List<RowSource> sources = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int partition = i;
            List<DialogRow> own = sorted.stream()
                    .filter(row -> Math.floorMod(row.getDialogId().hashCode(), 3) == partition)
                    .toList();
            sources.add(i == 0 ? new Held(i, own) : new RemoteRows(new ByteArrayInputStream(sent(new Held(i, own)))));
        }

        try (RowStream stream = new RowStream(sources, Sort.DEFAULT, decoder)) {
            assertThat(stream.total()).isEqualTo(rows.size());
            assertThat(stream.asOf().toEpochMilli()).isZero();
            assertThat(read(stream)).isEqualTo(sorted);
        }
    }

    @Test
    void shouldFailWhereverAnInstanceBreaksOff() throws Exception {
        Decoder<DialogRow> decoder = decoder();
        byte[] whole = sent(new Held(1, rows.subList(0, 5)));

        for (int length = whole.length - 1; length > whole.length - 1_000; length -= 7) {
            RemoteRows torn = new RemoteRows(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
            try (RowStream stream = new RowStream(List.of(torn), Sort.DEFAULT, decoder)) {
                assertThatThrownBy(() -> read(stream)).isInstanceOf(EOFException.class);
            }
        }
    }
}
