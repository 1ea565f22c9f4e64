package io.dialogpulse.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XlsxRowsTest {
    private static final List<Column> ALL = List.of(Column.values());
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long MAX_EXACT = 1L << 53;

    private static List<Row> read(byte[] file) throws IOException {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true))) {
            return workbook.getFirstSheet().read();
        }
    }

    @Test
    void anExcelReaderReadsEveryValueBack() throws IOException {
        long seed = 81;
        System.out.println("seed " + seed);
        List<DialogRow> rows = ExportedRows.rows(seed);

        List<Row> read = read(ExportedRows.file(rows, out -> new XlsxRows(out, ALL, BERLIN)));

        assertThat(read).hasSize(rows.size() + 1);
        for (int column = 0; column < ALL.size(); column++) {
            assertThat(read.getFirst().getCellText(column))
                    .isEqualTo(ALL.get(column).apiName());
            for (int i = 0; i < rows.size(); i++) {
                Cell cell = read.get(i + 1).getOptionalCell(column).orElse(null);
                assertThat(cell == null ? null : value(ALL.get(column), cell))
                        .as("%s of row %d", ALL.get(column), i)
                        .isEqualTo(expected(ALL.get(column).valueIn(rows.get(i))));
            }
        }
    }

    private static Object value(Column column, Cell cell) {
        assertThat(cell.getFormula()).isNull();
        return switch (cell.getType()) {
            case NUMBER ->
                column.kind() == Column.Kind.TIME
                        ? cell.asDate().plus(500, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS)
                        : cell.asNumber();
            case BOOLEAN -> cell.asBoolean();
            default -> cell.asString();
        };
    }

    private static @Nullable Object expected(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> LocalDateTime.ofInstant(time, BERLIN);
            case Boolean flag -> flag;
            case Long number when Math.abs(number) > MAX_EXACT -> number.toString();
            case Number number -> BigDecimal.valueOf(number.longValue());
            case List<?> list -> ListText.of(list);
            default -> value.toString();
        };
    }

    @Test
    void textsAreTextsWhateverTheyBeginWith() throws IOException {
        List<DialogRow> rows = ExportedRows.rows(82).subList(0, ExportedRows.HOSTILE.size());

        List<Row> read = read(ExportedRows.file(rows, out -> new XlsxRows(out, List.of(Column.CLIENT_NAME), BERLIN)));

        for (Row row : read.subList(1, read.size())) {
            assertThat(Objects.requireNonNull(row.getCell(0)).getType()).isEqualTo(CellType.STRING);
        }
    }

    @Test
    void whatDoesNotFitIntoACellIsCutOff() throws IOException {
        DialogRow row = ExportedRows.rows(83).getFirst();
        row.setManagerComment("x".repeat(40_000) + "\u0001");

        List<Row> read = read(
                ExportedRows.file(List.of(row), out -> new XlsxRows(out, List.of(Column.MANAGER_COMMENT), BERLIN)));

        assertThat(read.get(1).getCellText(0)).isEqualTo("x".repeat(32_767));
    }
}
