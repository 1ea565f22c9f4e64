package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, or not, by what stands in front of their body: address, host and headers. */
class RequestHeadTest {
    @TempDir
    static Path folder;

    private static EmptyServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmptyServer.local(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldAnswerAMalformedAddressWithAProblem() throws Exception {
        assertThat(server.raw("/api/v1/dialogs/%zz", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/dialogs?status=%zz, status",
        "/api/v1/dialogs?%zz=1, %zz",
        "/api/v1/dialogs?limit=5&line=%D0, line",
        "/api/v1/dialogs/d1?x=%, x",
        "/api/v1/dialogs/d1/history?cursor=%ff, cursor",
    })
    void shouldRefuseAParameterThatCannotBeDecoded(String path, String name) throws Exception {
        assertThat(server.raw(path, "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"field\":\"" + name + "\"");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/dialogs?line=, localhost, 414", "/api/v1/dialogs, localhost, 431"})
    void shouldRefuseAddressesAndHeadersThatAreTooLong(String path, String host, int status) throws Exception {
        String much = "x".repeat(40_000);
        String answer = status == 414 ? server.raw(path + much, host) : server.raw(path, host + "\r\nX-Much: " + much);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void shouldAnswerToTheNamesOfThisMachine(String host) throws Exception {
        assertThat(server.raw("/health/live", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "/, evil.example",
        "/api/v1/dialogs, evil.example:8080",
        "/metrics, localhost.evil.example",
        "/health/live, 127.0.0.1.evil.example",
    })
    void shouldRefuseOtherNamesThatMayHaveBeenMadeToLeadHere(String path, String host) throws Exception {
        assertThat(server.raw(path, host)).startsWith("HTTP/1.1 421").contains("application/problem+json");
    }
}
