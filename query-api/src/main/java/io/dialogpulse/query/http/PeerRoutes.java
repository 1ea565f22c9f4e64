package io.dialogpulse.query.http;

import io.dialogpulse.query.cluster.Peers;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the other instances ask. No business of anybody else. */
final class PeerRoutes {
    private static final Logger log = LoggerFactory.getLogger(PeerRoutes.class);

    private final Peers peers;

    PeerRoutes(Peers peers) {
        this.peers = peers;
    }

    void add(RoutesConfig routes) {
        routes.post(Peers.PATH, this::answer);
        routes.post(Peers.ROWS_PATH, this::rows);
    }

    private void answer(Context context) throws IOException {
        requirePeer(context);
        context.contentType("application/json").result(peers.answer(context.bodyAsBytes()));
    }

    private void rows(Context context) throws IOException {
        requirePeer(context);
        Optional<Peers.AskedRows> asked = peers.open(context.bodyAsBytes());
        if (asked.isEmpty()) {
            throw ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "the partitions are not here");
        }
        try (Peers.AskedRows rows = asked.get()) {
            context.contentType("application/octet-stream").disableCompression();
            rows.sendTo(context.outputStream());
        } catch (IOException | RuntimeException | Undecodable e) {
            log.warn("Rows for another instance broke off: {}", e.toString());
            BrokenOff.end(context, e);
        }
    }

    private void requirePeer(Context context) {
        if (!peers.admit(Optional.ofNullable(context.header(Header.AUTHORIZATION)))) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
            throw ProblemException.of(HttpStatus.UNAUTHORIZED, "this is for other instances of query-api only");
        }
    }
}
