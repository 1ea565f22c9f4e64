package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.query.QueryApiMain;
import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.StreamsAppMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Broker, registry, and both apps as processes of their own, which can be killed and started again on their state. */
final class Pipeline implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    private final Path directory;
    private final int streamsPort;
    private final int apiPort;
    private final ApiClient api;
    private final Stack stack;
    private JavaProcess streamsApp;
    private JavaProcess queryApi;

    Pipeline(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.streamsPort = FreePort.next();
        this.apiPort = FreePort.next();
        this.api = new ApiClient(apiPort);
        this.stack = Stack.start(directory);
        this.streamsApp = startStreamsApp();
        this.queryApi = startQueryApi();
        awaitReady();
    }

    Stack stack() {
        return stack;
    }

    ApiClient api() {
        return api;
    }

    void killStreamsApp() throws IOException {
        streamsApp.kill();
        streamsApp = startStreamsApp();
    }

    void killQueryApi() throws IOException {
        queryApi.kill();
        queryApi = startQueryApi();
    }

    /** Stops everything in order and starts it again on what it kept. */
    void restartAll() throws IOException, InterruptedException {
        assertThat(queryApi.stop()).as("exit code of query-api after SIGTERM").isIn(0, 143);
        assertThat(streamsApp.stop())
                .as("exit code of streams-app after SIGTERM")
                .isIn(0, 143);
        stack.restartBroker();
        streamsApp = startStreamsApp();
        queryApi = startQueryApi();
        awaitReady();
    }

    /** Waits until the list is what it must be, every column of every row; fails with what differs. */
    void awaitRows(Map<String, Map<String, Object>> expected) {
        Awaitility.await("the list to hold the fold of all events")
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .untilAsserted(() -> {
                    Map<String, Map<String, Object>> rows = api.allRows("&sort=-createdAt,number");
                    assertThat(rows.keySet()).isEqualTo(expected.keySet());
                    expected.forEach((dialogId, row) ->
                            assertThat(rows.get(dialogId)).as(dialogId).isEqualTo(row));
                });
    }

    @Override
    public void close() throws IOException {
        queryApi.close();
        streamsApp.close();
        stack.close();
    }

    private void awaitReady() {
        Awaitility.await("query-api to be ready").atMost(START).until(() -> {
            assertThat(queryApi.isAlive())
                    .as("query-api runs:%n%s", queryApi.output())
                    .isTrue();
            assertThat(streamsApp.isAlive())
                    .as("streams-app runs:%n%s", streamsApp.output())
                    .isTrue();
            return api.ready();
        });
    }

    private JavaProcess startStreamsApp() throws IOException {
        Path settings = stack.settingsFile(
                "streams-app",
                Map.of(
                        "streams-app.state-dir",
                        directory.resolve("streams-app-state").toString(),
                        "streams-app.instance-id",
                        "streams-app-1",
                        "streams-app.http.port",
                        streamsPort));
        return JavaProcess.start(
                StreamsAppMain.class, directory.resolve("streams-app.log"), "--config", settings.toString());
    }

    private JavaProcess startQueryApi() throws IOException {
        Path settings = stack.settingsFile(
                "query-api",
                Map.of(
                        "query-api.state-dir",
                        directory.resolve("query-api-state").toString(),
                        "query-api.instance-id",
                        "query-api-1",
                        "query-api.http.port",
                        apiPort));
        return JavaProcess.start(
                QueryApiMain.class, directory.resolve("query-api.log"), "--config", settings.toString());
    }
}
