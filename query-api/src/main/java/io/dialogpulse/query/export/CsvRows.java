package io.dialogpulse.query.export;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180 has them, in UTF-8: a line of column names, then a line a row. Absent values are empty, empty texts
 * {@code ""}, times ISO-8601 with their offset, durations milliseconds, lists JSON.
 *
 * <p>Spreadsheets take a text that begins with one of {@code = + - @} for a formula. Clients choose their own names, so
 * such texts get an apostrophe in front.
 */
public final class CsvRows implements RowWriter {
    /** The extra column of places to go on from. */
    public static final String CURSOR = "cursor";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final int FLUSH_CHARACTERS = 32 << 10;

    private final OutputStream out;
    private final List<Column> columns;
    private final Optional<Function<DialogRow, String>> cursors;
    private final IsoTimes times;
    private final StringBuilder text = new StringBuilder(FLUSH_CHARACTERS * 2);

    /**
     * Begins the file.
     *
     * @param zone in whose local time times are written
     * @param byteOrderMark by which Excel knows UTF-8
     * @param cursors of each row the place after it, if there is to be a column of them
     */
    public CsvRows(
            OutputStream out,
            List<Column> columns,
            ZoneId zone,
            boolean byteOrderMark,
            Optional<Function<DialogRow, String>> cursors)
            throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.cursors = cursors;
        this.times = new IsoTimes(zone);
        if (byteOrderMark) {
            out.write(BYTE_ORDER_MARK);
        }
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.apiName()));
        cursors.ifPresent(_ -> names.add(CURSOR));
        text.append(String.join(",", names)).append(LINE_END);
    }

    @Override
    public void write(DialogRow row) throws IOException {
        String separator = "";
        for (Column column : columns) {
            text.append(separator);
            cell(column.valueIn(row));
            separator = ",";
        }
        if (cursors.isPresent()) {
            text.append(separator).append(cursors.get().apply(row));
        }
        text.append(LINE_END);
        if (text.length() >= FLUSH_CHARACTERS) {
            flush();
        }
    }

    private void cell(@Nullable Object value) {
        switch (value) {
            case null -> {
                // Nothing between the commas
            }
            case Instant time -> times.append(text, time);
            case Long number -> text.append(number.longValue());
            case Integer number -> text.append(number.intValue());
            case Boolean flag -> text.append(flag.booleanValue());
            case List<?> list -> quoted(ListText.of(list));
            case Enum<?> symbol -> text.append(symbol.name());
            default -> words(value.toString());
        }
    }

    private void words(String words) {
        if (words.isEmpty() || FORMULA_STARTS.indexOf(words.charAt(0)) >= 0 || needsQuotes(words)) {
            quoted(words);
        } else {
            text.append(words);
        }
    }

    private static boolean needsQuotes(String words) {
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            if (character == '"' || character == ',' || character == '\r' || character == '\n') {
                return true;
            }
        }
        // Some readers trim what is not quoted
        return words.charAt(0) == ' ' || words.charAt(words.length() - 1) == ' ';
    }

    private void quoted(String words) {
        text.append('"');
        if (!words.isEmpty() && FORMULA_STARTS.indexOf(words.charAt(0)) >= 0) {
            text.append('\'');
        }
        text.append(words.indexOf('"') < 0 ? words : words.replace("\"", "\"\""))
                .append('"');
    }

    @Override
    public void finish() throws IOException {
        flush();
    }

    private void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
