package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.cluster.RowStream;
import io.dialogpulse.query.export.CsvRows;
import io.dialogpulse.query.export.ExportFormat;
import io.dialogpulse.query.export.ParquetRows;
import io.dialogpulse.query.export.RowWriter;
import io.dialogpulse.query.export.XlsxRows;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rows that match, as a file. */
final class ExportRoutes {
    static final String PATH = "/api/v1/dialogs/export";

    private static final Logger log = LoggerFactory.getLogger(ExportRoutes.class);
    private static final Set<String> SENSELESS = Set.of("limit", "facets", "partial");
    private static final int OF_ONE_USER = 3;
    private static final int OF_ALL = 10;
    private static final int BUFFER = 64 << 10;
    private static final DateTimeFormatter IN_FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Places places = new Places("exports", OF_ONE_USER, OF_ALL);
    private final ListParser parser;
    private final DialogReader dialogs;
    private final SavedViews views;

    ExportRoutes(ListParser parser, DialogReader dialogs, SavedViews views) {
        this.parser = parser;
        this.dialogs = dialogs;
        this.views = views;
    }

    void add(RoutesConfig routes) {
        routes.get(PATH, this::export);
        routes.post(PATH, this::exportForm);
        routes.after(PATH, ExportRoutes::showProblem);
    }

    /** Whether a request is a form, which pages send to have the browser save the rows. */
    static boolean isForm(Context context) {
        return HandlerType.POST.equals(context.method()) && context.path().equals(PATH) && context.isFormUrlencoded();
    }

    private void exportForm(Context context) throws IOException, Undecodable {
        if (!isForm(context)) {
            String type = context.contentType();
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Type is " + (type == null ? "missing" : type)
                            + ", not application/x-www-form-urlencoded");
        }
        export(context);
    }

    /** Frames show what is application/json; a problem+json not every browser knows, and would save as the export. */
    private static void showProblem(Context context) {
        if (isForm(context) && Problem.CONTENT_TYPE.equals(context.res().getContentType())) {
            context.contentType(JsonValues.CONTENT_TYPE);
        }
    }

    private void export(Context context) throws IOException, Undecodable {
        ExportOptions options = ExportOptions.of(context);
        AskedRows asked = AskedRows.of(context, parser, views, ExportOptions.PARAMETERS, SENSELESS);
        Caller caller = Callers.of(context);
        try (var _ = places.take(caller.userId());
                RowStream rows = dialogs.export(caller, asked.request(), asked.contactCenter())) {
            requireRoom(options.format(), rows.total());
            // What goes wrong at once can still be told as a problem
            DialogRow first = rows.next();
            context.contentType(options.format().contentType());
            context.header("Content-Disposition", "attachment; filename=\"" + fileName(options, rows.asOf()) + "\"");
            context.header("X-Total-Count", Long.toString(rows.total()));
            send(context, options, asked.request(), first, rows);
        }
    }

    private static void requireRoom(ExportFormat format, long total) {
        if (format == ExportFormat.XLSX && total > XlsxRows.MAX_ROWS) {
            throw new InvalidRequest(List.of(new FieldError(
                    "format",
                    "is xlsx, which holds " + XlsxRows.MAX_ROWS + " rows, but " + total
                            + " match; ask for csv or parquet, or with filters that leave fewer")));
        }
    }

    private static String fileName(ExportOptions options, Instant asOf) {
        return "dialogs-" + IN_FILE_NAME.format(asOf) + "." + options.format().extension();
    }

    private static void send(
            Context context, ExportOptions options, ListRequest request, @Nullable DialogRow first, RowStream rows) {
        OutputStream out = new BufferedOutputStream(context.outputStream(), BUFFER);
        try (RowWriter writer = writer(out, options, request)) {
            for (DialogRow row = first; row != null; row = rows.next()) {
                writer.write(row);
            }
            writer.finish();
            out.flush();
        } catch (IOException | RuntimeException | Undecodable e) {
            log.warn("An export broke off: {}", e.toString());
            BrokenOff.end(context, e);
        }
    }

    private static RowWriter writer(OutputStream out, ExportOptions options, ListRequest request) throws IOException {
        Optional<Function<DialogRow, String>> cursors = options.cursors()
                ? Optional.of(row -> request.encode(Cursor.after(row, request.sort())))
                : Optional.empty();
        return switch (options.format()) {
            case CSV -> new CsvRows(out, request.fields(), request.zone(), options.byteOrderMark(), cursors);
            case NDJSON -> new NdjsonRows(out, request.fields(), cursors);
            case XLSX -> new XlsxRows(out, request.fields(), request.zone());
            case PARQUET -> new ParquetRows(out, request.fields());
        };
    }
}
