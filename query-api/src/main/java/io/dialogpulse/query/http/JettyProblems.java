package io.dialogpulse.query.http;

import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problems of requests that Jetty refuses before any route sees them, e.g. for a malformed address, or in a crowd. */
final class JettyProblems extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        if (code == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Problems.RETRY_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(json(code, message)), callback);
    }

    private static byte[] json(int code, @Nullable String message) {
        HttpStatus status = HttpStatus.forStatus(code);
        return Problems.json(Problem.of(status, message == null ? status.getMessage() : message));
    }
}
