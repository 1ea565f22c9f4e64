package io.dialogpulse.query.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.regex.Pattern;

/**
 * The names by which this machine's own requests call the server. A web site can have its own name resolve to loopback
 * (DNS rebinding), and its scripts would then read every dialog in the browser of whoever works on this machine.
 */
final class LocalNames {
    private static final Pattern LOCAL =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d*)?", Pattern.CASE_INSENSITIVE);

    private LocalNames() {}

    /** Ends a request that calls the server by another name. */
    static void require(Context context) {
        String host = context.header(Header.HOST);
        if (host == null || !LOCAL.matcher(host).matches()) {
            throw ProblemException.of(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "the Host is " + (host == null ? "missing" : "\"" + host + "\"")
                            + ", not localhost, 127.0.0.1 or [::1]");
        }
    }
}
