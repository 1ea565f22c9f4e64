package io.dialogpulse.query.export;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Rows as a sheet of Excel: dates are dates in the local time of a zone (Excel knows no zones), numbers numbers, yes and
 * no booleans, texts texts, never formulas. Lists are JSON. A text ends after the 32,767 characters that a cell holds;
 * characters that XML has none for are left out.
 */
public final class XlsxRows implements RowWriter {
    /** The most rows of a sheet, without its line of column names. */
    public static final int MAX_ROWS = 1_048_575;

    private static final int MAX_TEXT = 32_767;
    private static final long MAX_EXACT = 1L << 53;
    private static final String TIME_FORMAT = "yyyy-mm-dd hh:mm:ss.000";
    private static final int FLUSH_ROWS = 500;
    private static final double TIME_WIDTH = 24;

    private final OutputStream out;
    private final List<Column> columns;
    private final ZoneId zone;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int line;

    /** Begins the file. */
    public XlsxRows(OutputStream out, List<Column> columns, ZoneId zone) {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.zone = zone;
        this.workbook = new Workbook(new KeptOpen(out), "Dialog Pulse", "1.0");
        this.sheet = workbook.newWorksheet("dialogs");
        sheet.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == Column.Kind.TIME) {
                sheet.width(i, TIME_WIDTH);
            }
            sheet.inlineString(0, i, columns.get(i).apiName());
        }
    }

    @Override
    public void write(DialogRow row) throws IOException {
        line++;
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).valueIn(row);
            if (value != null) {
                cell(i, value);
            }
        }
        if (line % FLUSH_ROWS == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, Object value) {
        switch (value) {
            case Instant time -> {
                sheet.value(line, column, LocalDateTime.ofInstant(time, zone));
                sheet.style(line, column).format(TIME_FORMAT).set();
            }
            // Beyond this, Excel would round
            case Long number when Math.abs(number) > MAX_EXACT -> sheet.inlineString(line, column, number.toString());
            case Number number -> sheet.value(line, column, number);
            case Boolean flag -> sheet.value(line, column, flag);
            case List<?> list -> text(column, ListText.of(list));
            default -> text(column, value.toString());
        }
    }

    private void text(int column, String text) {
        sheet.inlineString(line, column, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
        out.flush();
    }

    /** The library closes what it writes to. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
