package io.dialogpulse.query.http;

import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;

/** Knows who sends each request, before any route sees it. */
final class Callers {
    private static final String CALLER = "caller";

    private final Authentication authentication;
    private final RequestRate rate;

    Callers(Authentication authentication, RequestRate rate) {
        this.authentication = authentication;
        this.rate = rate;
    }

    /** To be called before any route is added that asks {@link #of}. */
    void add(RoutesConfig routes) {
        if (authentication.allowsAnonymous()) {
            // Whoever is asked for a token cannot be impersonated by a web site
            routes.before(LocalNames::require);
        }
        routes.before("/api/*", this::identify);
        routes.before("/metrics", this::identify);
    }

    private void identify(Context context) {
        String authorization =
                ExportRoutes.isForm(context) ? FormToken.authorization(context) : context.header(Header.AUTHORIZATION);
        Caller caller = authentication.caller(authorization);
        context.attribute(CALLER, caller);
        if (authorization != null) {
            rate.take(caller.userId()).ifPresent(wait -> refuse(context, wait));
        }
    }

    private static void refuse(Context context, Duration wait) {
        context.header(Header.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        throw ProblemException.of(HttpStatus.TOO_MANY_REQUESTS, "too many requests of this user; come back later");
    }

    /** Who sends this request. */
    static Caller of(Context context) {
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("nobody was identified for " + context.path());
        }
        return caller;
    }
}
