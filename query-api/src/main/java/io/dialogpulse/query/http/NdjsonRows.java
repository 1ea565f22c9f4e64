package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.export.CsvRows;
import io.dialogpulse.query.export.RowWriter;
import io.dialogpulse.query.search.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows as the list answers them, one a line. */
final class NdjsonRows implements RowWriter {
    private final List<Column> columns;
    private final Optional<Function<DialogRow, String>> cursors;
    private final JsonGenerator json;

    /** @param cursors of each row the place after it, if it is to have a field for it */
    NdjsonRows(OutputStream out, List<Column> columns, Optional<Function<DialogRow, String>> cursors)
            throws IOException {
        this.columns = columns;
        this.cursors = cursors;
        this.json = JsonValues.lines(out);
    }

    @Override
    public void write(DialogRow row) throws IOException {
        json.writeStartObject();
        JsonValues.fields(json, row, columns);
        if (cursors.isPresent()) {
            json.writeStringField(CsvRows.CURSOR, cursors.get().apply(row));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void finish() throws IOException {
        json.flush();
    }
}
