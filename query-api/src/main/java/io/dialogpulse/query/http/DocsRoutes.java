package io.dialogpulse.query.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The description of the API, for programs and to read. */
final class DocsRoutes {
    /** Swagger UI sets styles in attributes and has its icons in its style sheet. Scripts stay our own files. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final byte[] document;
    private final byte[] page;

    DocsRoutes() {
        try {
            this.document = OpenApi.document();
            this.page = OpenApi.resource("index.html");
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }

    void add(RoutesConfig routes) {
        routes.get(
                "/openapi.json",
                context -> context.contentType(JsonValues.CONTENT_TYPE).result(document));
        routes.get("/docs", this::docs);
    }

    private void docs(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.contentType("text/html; charset=utf-8").result(page);
    }
}
