package io.dialogpulse.bench.list;

import io.dialogpulse.bench.report.Spread;
import io.dialogpulse.bench.report.Table;
import io.dialogpulse.query.export.CsvRows;
import io.dialogpulse.query.export.ParquetRows;
import io.dialogpulse.query.export.RowWriter;
import io.dialogpulse.query.export.XlsxRows;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.ListRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The same rows exported by the product, without HTTP, and by PostgreSQL's COPY, to nowhere. They take turns.
 *
 * @param dialogs how many
 * @param partitions of the topic, so indexes
 * @param rounds how often everything is exported
 */
public record ExportComparison(long dialogs, int partitions, int rounds) {
    private static final double MEBIBYTE = 1 << 20;
    private static final List<Column> ALL = List.of(Column.values());

    /** Exports something. */
    private interface Export {
        long to(Counted out) throws Exception;
    }

    private interface Begin {
        RowWriter on(OutputStream out) throws IOException;
    }

    /** Rows a second, and the most heap that was in use after a collection, beyond what was before. */
    private record Measured(List<Double> rates, List<Double> heap, long bytes) {}

    /** Runs everything and prints the table. */
    public void run() throws Exception {
        GeneratedDialogs generated = new GeneratedDialogs(dialogs);
        try (var index = ListedIndex.open(partitions, InstantSource.system());
                var cluster = PostgresCluster.start();
                var table = PostgresTable.create(cluster)) {
            Filling.fill(index, generated);
            Filling.fill(table, generated);
            System.out.printf(Locale.ROOT, "%,d dialogs, %d columns, %d partitions%n", dialogs, ALL.size(), partitions);
            Map<String, Measured> measured = new LinkedHashMap<>();
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, Export> export : exports(index, table).entrySet()) {
                    Measured figures = measured.computeIfAbsent(
                            export.getKey(), _ -> new Measured(new ArrayList<>(), new ArrayList<>(), 0));
                    Measured more = measure(export.getValue(), figures);
                    if (round >= 0) {
                        measured.put(export.getKey(), more);
                    } else {
                        measured.remove(export.getKey());
                    }
                }
            }
            Table report = new Table("export", "rows/s: median (range)", "extra heap MiB", "MiB");
            measured.forEach((name, figures) -> report.row(
                    name,
                    new Spread(figures.rates()).show("%,.0f"),
                    new Spread(figures.heap()).show("%,.0f"),
                    String.format(Locale.ROOT, "%,.0f", figures.bytes() / MEBIBYTE)));
            System.out.println(report);
        }
    }

    private static Map<String, Export> exports(ListedIndex index, PostgresTable table) {
        Map<String, Export> exports = new LinkedHashMap<>();
        Begin csv = out -> new CsvRows(out, ALL, ZoneOffset.UTC, false, Optional.empty());
        exports.put("CSV, newest message first", ours(index, "-lastMessageAt", csv));
        exports.put("CSV, by dialog", ours(index, "dialogId", csv));
        exports.put("CSV, by client name", ours(index, "clientName", csv));
        exports.put("XLSX", ours(index, "-lastMessageAt", out -> new XlsxRows(out, ALL, ZoneOffset.UTC)));
        exports.put("Parquet", ours(index, "-lastMessageAt", out -> new ParquetRows(out, ALL)));
        exports.put(
                "PostgreSQL COPY, newest message first",
                out -> table.copyTo(out, "last_message_at DESC NULLS LAST, dialog_id"));
        exports.put("PostgreSQL COPY, unsorted", out -> table.copyTo(out, ""));
        return exports;
    }

    private static Export ours(ListedIndex index, String sort, Begin begin) {
        return out -> {
            ListRequest request = index.parser().parameters(Map.of("sort", List.of(sort)));
            try (RowWriter writer = begin.on(out)) {
                long rows = new IndexExport(index).write(request, writer);
                writer.finish();
                return rows;
            }
        };
    }

    private Measured measure(Export export, Measured before) throws Exception {
        Counted out = new Counted();
        double nanos;
        double heap;
        try (HeapWatch watch = HeapWatch.start()) {
            long begin = System.nanoTime();
            long rows = export.to(out);
            nanos = System.nanoTime() - begin;
            heap = watch.mostExtraBytes() / MEBIBYTE;
            if (rows != dialogs) {
                throw new IllegalStateException(rows + " rows were exported, not " + dialogs);
            }
        }
        List<Double> rates = new ArrayList<>(before.rates());
        rates.add(dialogs / (nanos / 1e9));
        List<Double> heaps = new ArrayList<>(before.heap());
        heaps.add(heap);
        return new Measured(rates, heaps, out.bytes);
    }

    /** Counts what is written, and forgets it. */
    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] written, int from, int length) {
            bytes += length;
        }
    }
}
