package io.dialogpulse.query.http;

import io.dialogpulse.query.export.ExportFormat;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How rows are to be exported.
 *
 * @param byteOrderMark whether a CSV file begins with one
 * @param cursors whether each row has the cursor by which an export goes on after it
 */
record ExportOptions(ExportFormat format, boolean byteOrderMark, boolean cursors) {
    private static final String FORMAT = "format";
    private static final String BOM = "bom";
    private static final String CURSORS = "cursors";

    /** The parameters they are read from. */
    static final Set<String> PARAMETERS = Set.of(FORMAT, BOM, CURSORS);

    static ExportOptions of(Context context) {
        List<FieldError> errors = new ArrayList<>();
        Optional<String> name = Parameters.single(context, FORMAT);
        Optional<ExportFormat> format = name.flatMap(ExportFormat::named);
        if (format.isEmpty()) {
            errors.add(new FieldError(
                    FORMAT,
                    name.map(text -> "is \"" + text + "\"").orElse("is missing")
                            + ", but must be csv, ndjson, xlsx or parquet"));
        }
        boolean byteOrderMark = flag(context, BOM, format, Set.of(ExportFormat.CSV), errors);
        boolean cursors = flag(context, CURSORS, format, Set.of(ExportFormat.CSV, ExportFormat.NDJSON), errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new ExportOptions(format.orElseThrow(), byteOrderMark, cursors);
    }

    private static boolean flag(
            Context context,
            String name,
            Optional<ExportFormat> format,
            Set<ExportFormat> formats,
            List<FieldError> errors) {
        Optional<String> text = Parameters.single(context, name);
        if (text.isEmpty() || text.get().equals("false")) {
            return false;
        }
        if (!text.get().equals("true")) {
            errors.add(new FieldError(name, "is \"" + text.get() + "\", neither true nor false"));
        } else if (format.isPresent() && !formats.contains(format.get())) {
            errors.add(new FieldError(name, "means nothing for " + format.get().extension()));
        }
        return true;
    }
}
