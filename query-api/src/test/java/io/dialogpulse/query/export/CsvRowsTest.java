package io.dialogpulse.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    private static final List<Column> ALL = List.of(Column.values());
    private static final String FORMULA = "=+-@\t\r\n";
    private static final CSVFormat READER = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();

    private static List<CSVRecord> read(byte[] file) throws IOException {
        try (CSVParser parser = CSVParser.parse(new String(file, StandardCharsets.UTF_8), READER)) {
            return parser.getRecords();
        }
    }

    private static byte[] csv(List<DialogRow> rows, List<Column> columns, ZoneId zone) throws IOException {
        return ExportedRows.file(rows, out -> new CsvRows(out, columns, zone, false, Optional.empty()));
    }

    @Test
    void aCsvLibraryReadsEveryValueBack() throws IOException {
        long seed = 71;
        System.out.println("seed " + seed);
        List<DialogRow> rows = ExportedRows.rows(seed);

        List<CSVRecord> read = read(csv(rows, ALL, ZoneOffset.UTC));

        assertThat(read).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            for (Column column : ALL) {
                assertThat(value(column, read.get(i).get(column.apiName())))
                        .as("%s of row %d", column, i)
                        .isEqualTo(expected(column.valueIn(rows.get(i))));
            }
        }
    }

    private static @Nullable Object value(Column column, @Nullable String cell) throws IOException {
        if (cell == null) {
            return null;
        }
        return switch (column.kind()) {
            case TIME -> Instant.parse(cell);
            case KEYWORDS, LINKS -> new ObjectMapper().readTree(cell);
            default -> cell;
        };
    }

    private static @Nullable Object expected(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time;
            case List<?> list -> json(list);
            case String text when !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 -> "'" + text;
            default -> value.toString();
        };
    }

    private static JsonNode json(List<?> list) {
        var array = new ObjectMapper().createArrayNode();
        for (Object element : list) {
            if (element instanceof CrmLink link) {
                array.addObject()
                        .put("type", link.getType().name())
                        .put("id", link.getId())
                        .put("url", link.getUrl());
            } else {
                array.add(element.toString());
            }
        }
        return array;
    }

    @Test
    void noTextBeginsAsAFormulaAndNumbersStayNumbers() throws IOException {
        List<DialogRow> rows = ExportedRows.rows(72).subList(0, ExportedRows.HOSTILE.size());

        for (CSVRecord row : read(csv(rows, List.of(Column.CLIENT_NAME, Column.REPLY_WAIT_MS), ZoneOffset.UTC))) {
            String name = row.get(0);
            assertThat(name == null || name.isEmpty() || FORMULA.indexOf(name.charAt(0)) < 0)
                    .as(name)
                    .isTrue();
            assertThat(row.get(1)).isEqualTo("-5");
        }
    }

    @Test
    void absentAndEmptyTextsDiffer() throws IOException {
        DialogRow absent = ExportedRows.rows(73).getFirst();
        absent.setClientName(null);
        DialogRow empty = ExportedRows.rows(73).getFirst();
        empty.setClientName("");

        byte[] file = csv(List.of(absent, empty), List.of(Column.CLIENT_NAME, Column.NUMBER), ZoneOffset.UTC);

        assertThat(new String(file, StandardCharsets.UTF_8))
                .isEqualTo("clientName,number\r\n," + absent.getNumber() + "\r\n\"\"," + empty.getNumber() + "\r\n");
    }

    @Test
    void timesAreLocalTimesWithTheirOffset() throws IOException {
        DialogRow row = ExportedRows.rows(74).getFirst();
        row.setCreatedAt(Instant.parse("2026-03-29T00:59:59.999Z"));
        row.setClosedAt(Instant.parse("2026-03-29T01:00:00.000Z"));

        byte[] file = csv(List.of(row), List.of(Column.CREATED_AT, Column.CLOSED_AT), ZoneId.of("Europe/Berlin"));

        CSVRecord read = read(file).getFirst();
        assertThat(read.get(0)).isEqualTo("2026-03-29T01:59:59.999+01:00");
        assertThat(read.get(1)).isEqualTo("2026-03-29T03:00:00.000+02:00");
        assertThat(OffsetDateTime.parse(read.get(0)).toInstant()).isEqualTo(row.getCreatedAt());
    }

    @Test
    void aByteOrderMarkAndAColumnOfCursorsAreThereWhenAskedFor() throws IOException {
        DialogRow row = ExportedRows.rows(75).getFirst();

        byte[] file = ExportedRows.file(
                List.of(row),
                out -> new CsvRows(
                        out, List.of(Column.SPAM), ZoneOffset.UTC, true, Optional.of(DialogRow::getDialogId)));

        assertThat(Arrays.copyOf(file, 3)).containsExactly(0xEF, 0xBB, 0xBF);
        assertThat(new String(file, StandardCharsets.UTF_8))
                .isEqualTo("\ufeffspam,cursor\r\n" + row.getSpam() + "," + row.getDialogId() + "\r\n");
    }
}
