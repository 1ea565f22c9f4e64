package io.dialogpulse.query.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** Reads bodies, never more of them than may be. */
final class Body {
    private Body() {}

    /** The whole body; ends a request with more than {@code maxBytes}. */
    static byte[] read(Context context, int maxBytes) throws IOException {
        if (context.req().getContentLengthLong() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        byte[] body = context.req().getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return body;
    }

    private static ProblemException tooLarge(int maxBytes) {
        return ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + maxBytes + " bytes");
    }
}
