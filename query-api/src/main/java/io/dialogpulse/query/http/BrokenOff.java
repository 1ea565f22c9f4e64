package io.dialogpulse.query.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Answers that fail after they have begun. */
final class BrokenOff {
    private BrokenOff() {}

    /** Ends the connection: an answer that ended as others do would pass for a whole one. */
    static void end(Context context, Exception reason) {
        try {
            // What has not been sent at all, Jetty would replace by an empty answer
            context.res().flushBuffer();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        ServletContextRequest.getServletContextRequest(context.req())
                .getServletChannel()
                .abort(reason);
    }
}
