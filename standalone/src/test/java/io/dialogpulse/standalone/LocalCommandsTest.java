package io.dialogpulse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
