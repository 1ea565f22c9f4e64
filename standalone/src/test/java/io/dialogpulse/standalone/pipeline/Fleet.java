package io.dialogpulse.standalone.pipeline;

import io.dialogpulse.query.QueryApiMain;
import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.StreamsAppMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Broker, registry, and several processes of both apps that share the partitions. */
final class Fleet implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final Stack stack;
    private final List<Member> queryApis = new ArrayList<>();
    private final List<JavaProcess> streamsApps = new ArrayList<>();

    /** A query-api that shares the partitions with the others. */
    record Member(int port, JavaProcess process, ApiClient api) {}

    Fleet(Path directory, int queryApiCount, int streamsAppCount) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.stack = Stack.start(directory);
        for (int i = 0; i < streamsAppCount; i++) {
            startStreamsApp();
        }
        for (int i = 0; i < queryApiCount; i++) {
            startQueryApi();
        }
    }

    Stack stack() {
        return stack;
    }

    /** Those that run. */
    List<Member> queryApis() {
        return queryApis;
    }

    List<JavaProcess> streamsApps() {
        return streamsApps;
    }

    Member startQueryApi() throws IOException {
        return startQueryApi(FreePort.next());
    }

    /** Starts one at this port, on the state that an earlier one at this port has left. */
    Member startQueryApi(int port) throws IOException {
        String name = "query-api-" + port;
        Path settings = stack.settingsFile(
                name,
                Map.of(
                        "query-api.state-dir",
                        directory.resolve(name).toString(),
                        "query-api.http.port",
                        port,
                        "query-api.cluster.host",
                        "127.0.0.1",
                        "query-api.cluster.secret",
                        "a secret that only these processes share"));
        Member member = new Member(
                port,
                JavaProcess.start(
                        QueryApiMain.class, directory.resolve(name + ".log"), "--config", settings.toString()),
                new ApiClient(port));
        queryApis.add(member);
        return member;
    }

    void startStreamsApp() throws IOException {
        String name = "streams-app-" + streamsApps.size();
        Path settings = stack.settingsFile(
                name,
                Map.of(
                        "streams-app.state-dir",
                        directory.resolve(name).toString(),
                        "streams-app.instance-id",
                        name,
                        "streams-app.http.port",
                        0));
        streamsApps.add(JavaProcess.start(
                StreamsAppMain.class, directory.resolve(name + ".log"), "--config", settings.toString()));
    }

    void awaitReady() {
        for (Member member : queryApis) {
            Awaitility.await("query-api at " + member.port() + " to be ready")
                    .atMost(START)
                    .until(() -> {
                        if (!member.process().isAlive()) {
                            throw new IllegalStateException(
                                    "ended:\n" + member.process().output());
                        }
                        return member.api().ready();
                    });
        }
    }

    void kill(Member member) {
        queryApis.remove(member);
        member.process().kill();
    }

    @Override
    public void close() throws IOException {
        queryApis.forEach(member -> member.process().close());
        streamsApps.forEach(JavaProcess::close);
        stack.close();
    }
}
