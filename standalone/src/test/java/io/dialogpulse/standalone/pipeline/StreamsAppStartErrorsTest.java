package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.schemas.StartException;
import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.StreamsApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs the processor is told when it cannot start: the setting, and what is wrong with it. */
class StreamsAppStartErrorsTest {
    @TempDir
    static Path directory;

    private static Stack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = Stack.start(directory.resolve("stack"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void noKafkaAtTheAddress() throws IOException {
        int nobody = FreePort.next();

        assertThatThrownBy(() -> start(Map.of("kafka.bootstrap.servers", "127.0.0.1:" + nobody)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("127.0.0.1:" + nobody);
    }

    @Test
    void noRegistryAtTheAddress() throws IOException {
        int nobody = FreePort.next();

        assertThatThrownBy(() -> start(Map.of("registry.schema.registry.url", "http://127.0.0.1:" + nobody)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("registry.schema.registry.url")
                .hasMessageContaining("127.0.0.1:" + nobody);
    }

    @Test
    void aKafkaSettingIsWrong() {
        assertThatThrownBy(() -> start(Map.of("kafka.producer.acks", "foo")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("acks")
                .hasMessageContaining("foo");
    }

    @Test
    void theStateDirectoryIsInUse() {
        String stateDir = directory.resolve("one-at-a-time").toString();
        try (StreamsApp _ = start(Map.of("streams-app.state-dir", stateDir))) {
            assertThatThrownBy(() -> start(Map.of("streams-app.state-dir", stateDir)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("streams-app.state-dir")
                    .hasMessageContaining(stateDir);
        }
    }

    @Test
    void thePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(Map.of("streams-app.http.port", taken.getLocalPort())))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("streams-app.http.port")
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private static StreamsApp start(Map<String, ?> overrides) {
        Map<String, Object> settings = new HashMap<>(
                Map.of("streams-app.state-dir", directory.resolve("state").toString(), "streams-app.http.port", 0));
        settings.putAll(overrides);
        return StreamsApp.start(stack.settings(settings));
    }
}
