package io.dialogpulse.query.http;

import io.dialogpulse.query.cluster.Peers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Optional;

/** What the other instances ask. No business of anybody else. */
final class PeerRoutes {
    private final Peers peers;

    PeerRoutes(Peers peers) {
        this.peers = peers;
    }

    void add(RoutesConfig routes) {
        routes.post(Peers.PATH, this::answer);
    }

    private void answer(Context context) throws IOException {
        if (!peers.admit(Optional.ofNullable(context.header(Header.AUTHORIZATION)))) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
            throw ProblemException.of(HttpStatus.UNAUTHORIZED, "this is for other instances of query-api only");
        }
        context.contentType("application/json").result(peers.answer(context.bodyAsBytes()));
    }
}
