package io.dialogpulse.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqStruct;
import io.dialogpulse.metrics.CrmEntityType;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParquetRowsTest {
    private static final List<Column> ALL = List.of(Column.values());

    @Test
    void aParquetReaderReadsEveryValueBack() throws IOException {
        long seed = 91;
        System.out.println("seed " + seed);
        List<DialogRow> rows = ExportedRows.rows(seed);
        byte[] file = ExportedRows.file(rows, out -> new ParquetRows(out, ALL));

        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader reader = parquet.rowReader()) {
            int count = 0;
            while (reader.hasNext()) {
                reader.next();
                for (Column column : ALL) {
                    assertThat(value(column, reader))
                            .as("%s of row %d", column, count)
                            .isEqualTo(expected(column.valueIn(rows.get(count))));
                }
                count++;
            }
            assertThat(count).isEqualTo(rows.size());
        }
    }

    private static @Nullable Object value(Column column, RowReader reader) {
        String name = column.apiName();
        if (reader.isNull(name)) {
            return null;
        }
        return switch (column.kind()) {
            case TIME -> reader.getTimestamp(name);
            case NUMBER, COUNT, RATING, DURATION -> reader.getLong(name);
            case FLAG -> reader.getBoolean(name);
            case KEYWORDS -> {
                List<String> texts = new ArrayList<>();
                reader.getList(name).strings().forEach(texts::add);
                yield texts;
            }
            case LINKS -> {
                List<CrmLink> links = new ArrayList<>();
                for (PqStruct link : reader.getList(name).structs()) {
                    links.add(new CrmLink(
                            CrmEntityType.valueOf(link.getString("type")),
                            link.getString("id"),
                            link.getString("url")));
                }
                yield links;
            }
            default -> reader.getString(name);
        };
    }

    private static @Nullable Object expected(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.longValue();
            case Enum<?> symbol -> symbol.name();
            case null, default -> value;
        };
    }

    @Test
    void aFileWithoutItsEndIsNoFile() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = new ParquetRows(out, ALL)) {
            writer.write(ExportedRows.rows(92).getFirst());
        }

        assertThatThrownBy(() -> ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(out.toByteArray()))))
                .isInstanceOf(Exception.class);
    }
}
