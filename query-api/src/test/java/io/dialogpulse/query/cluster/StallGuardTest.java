package io.dialogpulse.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StallGuardTest {
    private static final byte[] FIRST = {1, 2, 3};

    @Test
    void shouldPassOnWhatComes() throws Exception {
        try (InputStream guarded = new StallGuard(new ByteArrayInputStream(FIRST), Duration.ofMinutes(1))) {
            assertThat(guarded.read()).isEqualTo(1);
            assertThat(guarded.readAllBytes()).containsExactly(2, 3);
            assertThat(guarded.read()).isEqualTo(-1);
        }
    }

    @Test
    @Timeout(60)
    void shouldNotWaitForeverForAnInstanceThatFreezesWhileItSends() throws Exception {
        HttpServer frozen = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        frozen.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(FIRST);
            exchange.getResponseBody().flush();
        });
        frozen.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + frozen.getAddress().getPort() + "/");
            InputStream body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                    .body();
            try (InputStream guarded = new StallGuard(body, Duration.ofMillis(500))) {
                assertThat(guarded.readNBytes(FIRST.length)).isEqualTo(FIRST);
                assertThatThrownBy(guarded::read)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("has sent nothing for PT0.5S");
            }
        } finally {
            frozen.stop(0);
        }
    }
}
