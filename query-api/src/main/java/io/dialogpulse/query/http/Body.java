package io.dialogpulse.query.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies, never more of them than may be. */
final class Body {
    private static final long DRAINED_BYTES = 16 << 20;

    private Body() {}

    /** The whole body; ends a request with more than {@code maxBytes}. */
    static byte[] read(Context context, int maxBytes) throws IOException {
        InputStream input = context.req().getInputStream();
        if (context.req().getContentLengthLong() <= maxBytes) {
            byte[] body = input.readNBytes(maxBytes + 1);
            if (body.length <= maxBytes) {
                return body;
            }
        }
        // Who is still sending when the connection is closed sees it reset, and not why
        for (long left = DRAINED_BYTES, skipped = 1; left > 0 && skipped > 0; left -= skipped) {
            skipped = input.skip(left);
        }
        throw ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + maxBytes + " bytes");
    }
}
