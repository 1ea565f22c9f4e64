package io.dialogpulse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.warehouse.testing.TemporaryPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code standalone --bi}. */
class StandaloneWarehouseTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void shouldNotStartWithAnAddressThatItCannotUnderstand() throws Exception {
        try (JavaProcess process = standalone("mysql://bi:secret@localhost/db")) {
            assertThat(process.awaitEnd()).isNotZero();
            assertThat(process.output())
                    .contains("dialogpulse standalone: the database's address does not begin with postgresql://")
                    .doesNotContain("secret");
        }
    }

    @Test
    void shouldStartWithoutTheDatabaseAndFillItWhenItIsThere() throws Exception {
        try (TemporaryPostgres postgres = TemporaryPostgres.start()) {
            postgres.stopServer();
            try (JavaProcess process = standalone(postgres.address())) {
                process.awaitOutput("Ready.", LIMIT);
                process.awaitOutput("warehouse: not filled: postgresql://127.0.0.1:", LIMIT);

                postgres.startServer();

                process.awaitOutput("warehouse: the topics are written to postgresql://127.0.0.1:", LIMIT);
                try (Connection connection = postgres.connect();
                        ResultSet waiting =
                                connection.createStatement().executeQuery("SELECT count(*) FROM public.waiting_now")) {
                    assertThat(waiting.next()).isTrue();
                }
                process.stop();
                assertThat(process.output())
                        .containsSubsequence("stopping warehouse", "stopping Kafka broker")
                        .doesNotContain("did not stop in order")
                        .doesNotContain(postgres.password());
            }
        }
    }

    private JavaProcess standalone(String database) throws IOException {
        Stream<String> ports = Stream.of("--http", "--kafka", "--registry").map(port -> port + "=" + freePort());
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "standalone",
                                "--data",
                                directory.resolve("data").toString(),
                                "--bi",
                                database),
                        ports)
                .toList();
        return JavaProcess.start(Main.class, directory.resolve("process.log"), arguments.toArray(String[]::new));
    }

    private static int freePort() {
        try {
            return FreePort.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
