package io.dialogpulse.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.query.QueryApi;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.standalone.pipeline.ApiClient;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.StreamsApp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The real pipeline behind the page, fed over HTTP. */
final class ServedPage implements AutoCloseable {
    private final Stack stack;
    private final StreamsApp streamsApp;
    private final QueryApi queryApi;
    private final ApiClient api;

    private ServedPage(Stack stack, StreamsApp streamsApp, QueryApi queryApi) {
        this.stack = stack;
        this.streamsApp = streamsApp;
        this.queryApi = queryApi;
        this.api = new ApiClient(queryApi.port());
    }

    static ServedPage start(Path directory) throws IOException, InterruptedException {
        Stack stack = Stack.start(directory.resolve("stack"));
        Settings settings = stack.settings(Map.of(
                "streams-app.state-dir",
                directory.resolve("streams-app").toString(),
                "streams-app.http.port",
                0,
                "query-api.state-dir",
                directory.resolve("query-api").toString(),
                "query-api.http.port",
                0));
        return new ServedPage(stack, StreamsApp.start(settings), QueryApi.start(settings));
    }

    String address() {
        return "http://127.0.0.1:" + queryApi.port() + "/";
    }

    /** Publishes JSON events. */
    void post(List<String> events) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.postEvents("application/json", "[" + String.join(",", events) + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    void awaitReady() {
        Awaitility.await("the API to be ready").atMost(Duration.ofMinutes(2)).until(api::ready);
    }

    /** Waits until the list has that many dialogs. */
    void awaitTotal(int dialogs) {
        Awaitility.await(dialogs + " dialogs in the list")
                .atMost(Duration.ofMinutes(2))
                .until(() -> api.json("/api/v1/dialogs?limit=1").get("total").intValue() == dialogs);
    }

    @Override
    public void close() throws IOException {
        queryApi.close();
        streamsApp.close();
        stack.close();
    }
}
