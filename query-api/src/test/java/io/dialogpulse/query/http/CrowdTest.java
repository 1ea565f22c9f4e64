package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdTest {
    private static final Role ALL = new Role(
            "ALL",
            Map.of(Right.VIEW, Scope.ALL, Right.HISTORY, Scope.ALL),
            Set.of(Permission.PUBLISH, Permission.METRICS));
    private static final Caller CALLER = new Caller("anna", null, ALL);
    private static final List<DialogRow> ROWS = new RandomRows(1).rows(1);

    @TempDir
    Path folder;

    @Test
    void shouldRefuseMoreThanItCanAnswerAndStillSayHowItIs() throws Exception {
        RequestLimits limits = new RequestLimits(1_000_000, 1_000_000, 2);
        try (FedServer server = FedServer.start(folder, ROWS, Map.of("ALL", ALL), limits)) {
            try (Socket first = unfinished(server);
                    Socket second = unfinished(server)) {
                assertThat(first.isConnected() && second.isConnected()).isTrue();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(
                                        server.get(CALLER, "/api/v1/me").statusCode())
                                .isEqualTo(503));
                HttpResponse<String> refused = server.get(CALLER, "/api/v1/me");

                assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(server.get(CALLER, "/health/live").statusCode()).isEqualTo(200);
            }
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(server.get(CALLER, "/api/v1/me").statusCode())
                                    .isEqualTo(200));
        }
    }

    /** A request whose body does not come. */
    private static Socket unfinished(FedServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write(("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 100\r\nAuthorization: Bearer " + FedServer.token(CALLER)
                                + "\r\n\r\n[")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
