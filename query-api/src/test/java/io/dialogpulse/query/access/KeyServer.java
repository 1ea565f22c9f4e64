package io.dialogpulse.query.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider, as far as it publishes keys. */
final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile List<JWK> keys;
    private volatile boolean away;

    KeyServer(JWK... keys) throws IOException {
        this.keys = List.of(keys);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            requests.incrementAndGet();
            byte[] body = new JWKSet(this.keys).toString(true).getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(away ? 500 : 200, away ? -1 : body.length);
                if (!away) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
    }

    void publish(JWK... now) {
        keys = List.of(now);
    }

    void goAway() {
        away = true;
    }

    int requests() {
        return requests.get();
    }

    URL url() throws IOException {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys")
                .toURL();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
