package io.dialogpulse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets at the command line. */
class LocalCommandsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void shouldNameEveryTakenPortAndTheOptionThatChangesIt() throws Exception {
        try (ServerSocket http = taken();
                ServerSocket kafka = taken();
                ServerSocket registry = taken();
                JavaProcess demo = start(
                        "demo",
                        "--http=" + http.getLocalPort(),
                        "--kafka=" + kafka.getLocalPort(),
                        "--registry=" + registry.getLocalPort())) {
            assertThat(demo.awaitEnd()).isNotZero();
            assertThat(demo.output())
                    .contains("port " + http.getLocalPort() + " for the page", "--http PORT")
                    .contains("port " + kafka.getLocalPort() + " for the Kafka broker", "--kafka PORT")
                    .contains("port " + registry.getLocalPort() + " for the schema registry", "--registry PORT")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void shouldRefuseADataDirectoryThatAnotherProcessUses() throws Exception {
        try (JavaProcess first = standalone()) {
            first.awaitOutput("Ready.", LIMIT);
            try (JavaProcess second =
                    JavaProcess.start(Main.class, directory.resolve("second.log"), "standalone", "--data", data())) {
                assertThat(second.awaitEnd()).isNotZero();
                assertThat(second.output())
                        .contains(data() + ": this data directory is in use by process " + first.pid())
                        .doesNotContain("\tat ");
            }
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void shouldStopInOrderAndStartAgainOverTheSameData() throws Exception {
        for (int round = 1; round <= 2; round++) {
            try (JavaProcess process = standalone()) {
                process.awaitOutput("Ready.", LIMIT);
                process.stop();
                assertThat(process.output())
                        .containsSubsequence("stopping schema registry", "stopping Kafka broker")
                        .doesNotContain("did not stop in order")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void shouldStartAgainAtOnceAfterBeingKilled() throws Exception {
        List<String> arguments = standaloneArguments();
        for (int round = 1; round <= 2; round++) {
            try (JavaProcess process = JavaProcess.start(
                    Main.class, directory.resolve("round" + round), arguments.toArray(String[]::new))) {
                process.awaitOutput("Ready.", LIMIT);
                process.kill();
            }
        }
    }

    @Test
    void shouldMakeTokensThatTheRunningInstallationAccepts() throws Exception {
        List<String> arguments = standaloneArguments();
        try (JavaProcess process = start(arguments.toArray(String[]::new))) {
            process.awaitOutput("Ready.", LIMIT);
            URI me = URI.create("http://127.0.0.1:"
                    + arguments.stream()
                            .filter(argument -> argument.startsWith("--http="))
                            .findFirst()
                            .orElseThrow()
                            .substring("--http=".length())
                    + "/api/v1/me");
            // What the JVM has to say comes first
            String token = token("--user", "op1", "--role", "operator", "--department", "sales")
                    .lines()
                    .toList()
                    .getLast();

            assertThat(get(me, token).body())
                    .contains("\"userId\":\"op1\"", "\"department\":\"sales\"", "\"role\":\"operator\"");
            assertThat(get(me, "").body()).contains("\"role\":\"administrator\"");
            assertThat(get(me, token + "x").statusCode()).isEqualTo(401);
            assertThat(token("--user", "op1", "--role", "king")).contains("there is no role \"king\", but [admin");
        }
        assertThat(Files.getPosixFilePermissions(Path.of(data()).resolve("access-secret")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void shouldMakeNoTokenWhereNothingWasEverStarted() throws Exception {
        assertThat(token("--user", "op1", "--role", "operator"))
                .contains("neither standalone nor demo has ever been started with --data " + data())
                .doesNotContain("\tat ");
    }

    private String token(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("token", "--data", data()));
        all.addAll(List.of(arguments));
        try (JavaProcess process =
                JavaProcess.start(Main.class, directory.resolve("token.log"), all.toArray(String[]::new))) {
            process.awaitEnd();
            return process.output().strip();
        }
    }

    private static HttpResponse<String> get(URI address, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private JavaProcess start(String... arguments) throws IOException {
        return JavaProcess.start(Main.class, directory.resolve("process.log"), arguments);
    }

    private JavaProcess standalone() throws IOException {
        return start(standaloneArguments().toArray(String[]::new));
    }

    private List<String> standaloneArguments() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("standalone", "--data", data()));
        for (String port : List.of("--http", "--kafka", "--registry")) {
            arguments.add(port + "=" + FreePort.next());
        }
        return arguments;
    }

    private String data() {
        return directory.resolve("data with space").toString();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
