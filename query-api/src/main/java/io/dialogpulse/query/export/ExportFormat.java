package io.dialogpulse.query.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that rows can be exported to. */
public enum ExportFormat {
    /** RFC 4180, UTF-8. */
    CSV("text/csv; charset=utf-8"),
    /** A JSON object a line, as the list has them. */
    NDJSON("application/x-ndjson"),
    /** A workbook of Excel. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** Apache Parquet. */
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The format with this name in the API. */
    public static Optional<ExportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst();
    }

    /** The name in the API, and the end of a file's name. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }
}
