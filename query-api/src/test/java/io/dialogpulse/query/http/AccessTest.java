package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.query.cluster.ClusterKey;
import io.dialogpulse.query.cluster.Peers;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, where tokens are needed. There are no rows: whoever gets in is told to wait for them. */
class AccessTest {
    private static final Config REFERENCE = EmptyServer.REFERENCE
            .withValue("access.secret", ConfigValueFactory.fromAnyRef("a secret of no less than 32 bytes"))
            .withValue("limits.burst", ConfigValueFactory.fromAnyRef(50))
            .withValue("limits.requests-per-second", ConfigValueFactory.fromAnyRef(1));
    private static final AccessSettings SETTINGS = AccessSettings.of(REFERENCE.getConfig("access"), "0.0.0.0", false);

    private static final String CLUSTER_SECRET = "another secret of no less than 32 bytes";

    @TempDir
    static Path folder;

    private static EmptyServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmptyServer.shared(
                folder, SETTINGS, new ClusterKey(CLUSTER_SECRET, EmptyServer.CLOCK), REFERENCE.getConfig("limits"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/dialogs",
        "GET, /api/v1/dialogs?unknown=1",
        "GET, /api/v1/dialogs/d1",
        "GET, /api/v1/dialogs/d1/history",
        "POST, /api/v1/dialogs/search",
        "GET, /api/v1/dialogs/export?format=csv",
        "POST, /api/v1/dialogs/export?format=csv",
        "GET, /api/v1/views",
        "PUT, /api/v1/views/mine",
        "DELETE, /api/v1/views/mine",
        "POST, /api/v1/dialogs/actions",
        "PUT, /api/v1/dialogs/d1/review",
        "POST, /api/v1/clients/c1/erasure",
        "GET, /api/v1/me",
        "GET, /api/v1/nothing",
        "POST, /api/v1/events",
        "DELETE, /api/v1/events",
        "GET, /metrics",
    })
    void shouldTellStrangersNothing(String method, String path) throws Exception {
        for (String authorization : List.of("", "Bearer x.y.z", "Bearer", "Basic b3A6b3A=", "Bearer " + expired())) {
            HttpRequest.Builder request = server.request(path).method(method, BodyPublishers.noBody());
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = server.send(request);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(EmptyServer.JSON.readTree(answer.body()).get("detail").asText())
                    .isEqualTo("a valid bearer token is needed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/", "/app/main.js"})
    void shouldShowThePageAndItsHealthToAnybody(String path) throws Exception {
        assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/dialogs, connector, 403",
        "GET, /api/v1/dialogs/d1, connector, 403",
        "GET, /api/v1/dialogs/d1/history, connector, 403",
        "GET, /api/v1/dialogs, operator, 503",
        "GET, /api/v1/dialogs, analyst, 503",
        "GET, /api/v1/dialogs/d1, director, 503",
        "GET, /api/v1/me, connector, 200",
        "POST, /api/v1/events, operator, 403",
        "POST, /api/v1/events, director, 403",
        "POST, /api/v1/events, analyst, 403",
        "POST, /api/v1/events, connector, 415",
        "POST, /api/v1/events, administrator, 415",
        "GET, /metrics, director, 403",
        "GET, /metrics, administrator, 200",
    })
    void shouldLetEachRoleDoWhatItMay(String method, String path, String role, int status) throws Exception {
        HttpRequest.Builder request = server.request(path)
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token("user of " + path, role, Duration.ofMinutes(1)));

        assertThat(server.send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldTellCallersWhoTheyAre() throws Exception {
        String token = token("op1", "operator", Duration.ofMinutes(1));
        JsonNode me = EmptyServer.JSON.readTree(
                server.send(server.request("/api/v1/me").header("Authorization", "Bearer " + token))
                        .body());

        assertThat(me).isEqualTo(EmptyServer.JSON.readTree("""
                {"userId": "op1", "name": null, "department": "sales", "role": "operator", "rights": {"view": "own",
                 "history": "own", "act": "own", "review": "none", "publish": false, "metrics": false,
                            "erase": false}}"""));
    }

    @Test
    void shouldSlowDownAUserWhoAsksTooMuch() throws Exception {
        String token = token("busy", "director", Duration.ofMinutes(1));
        HttpResponse<String> answer =
                server.send(server.request("/api/v1/me").header("Authorization", "Bearer " + token));
        for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
            answer = server.send(server.request("/api/v1/me").header("Authorization", "Bearer " + token));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.send(server.request("/api/v1/me")
                                .header(
                                        "Authorization",
                                        "Bearer " + token("patient", "director", Duration.ofMinutes(1))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldLetNobodyAskAsAnotherInstance() throws Exception {
        for (String authorization : List.of(
                "Basic b3A6b3A=",
                "Bearer",
                "Bearer x.y.z",
                "Bearer " + CLUSTER_SECRET,
                "Bearer " + token("root", "administrator", Duration.ofMinutes(1)))) {
            HttpRequest.Builder request = server.request(Peers.PATH)
                    .POST(BodyPublishers.ofString("{}"))
                    .header("Authorization", authorization);

            assertThat(server.send(request).statusCode()).isEqualTo(401);
        }
        assertThat(server.send(server.request(Peers.PATH).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    private static String expired() {
        return token("op1", "director", Duration.ofHours(-1));
    }

    private static String token(String user, String role, Duration valid) {
        Keys.Secret secret = (Keys.Secret) SETTINGS.keys().orElseThrow();
        Role known = Objects.requireNonNull(SETTINGS.roles().get(role), role);
        return new TokenIssuer(secret, SETTINGS.claims(), EmptyServer.CLOCK)
                .issue(new Caller(user, "sales", known), valid);
    }
}
