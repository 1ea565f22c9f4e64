package io.dialogpulse.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.dialogpulse.query.QueryApi;
import io.dialogpulse.query.access.AccessSettings;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Keys;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.TokenIssuer;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.standalone.pipeline.ApiClient;
import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.Stack;
import io.dialogpulse.streams.StreamsApp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The real pipeline behind the page, fed over HTTP. */
final class ServedPage implements AutoCloseable {
    private static final String DEMO_USERS = "query-api.page.demo-users";
    private static final String SECRET = "query-api.access.secret";
    private static final Config STANDALONE = ConfigFactory.parseResources("standalone.conf");

    private final Stack stack;
    private final StreamsApp streamsApp;
    private final ApiClient api;
    private Settings settings;
    private QueryApi queryApi;

    private ServedPage(Stack stack, StreamsApp streamsApp, QueryApi queryApi, Settings settings) {
        this.stack = stack;
        this.streamsApp = streamsApp;
        this.queryApi = queryApi;
        this.settings = settings;
        this.api = new ApiClient(queryApi.port());
    }

    static ServedPage start(Path directory) throws IOException, InterruptedException {
        Stack stack = Stack.start(directory.resolve("stack"));
        Map<String, Object> told = new HashMap<>(Map.of(
                "streams-app.state-dir",
                directory.resolve("streams-app").toString(),
                "streams-app.http.port",
                0,
                "query-api.state-dir",
                directory.resolve("query-api").toString(),
                "query-api.http.port",
                FreePort.next(),
                SECRET,
                "a secret of no less than 32 bytes",
                "query-api.access.anonymous-role",
                "administrator",
                "query-api.page.channel-links.telegram",
                "https://chat.example/{clientId}"));
        told.put(DEMO_USERS, STANDALONE.getValue(DEMO_USERS).unwrapped());
        Settings settings = stack.settings(told);
        return new ServedPage(stack, StreamsApp.start(settings), QueryApi.start(settings), settings);
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

    /** Waits until that many dialogs match a filter. */
    void awaitTotal(String filter, int dialogs) {
        Awaitility.await(dialogs + " dialogs with " + filter)
                .atMost(Duration.ofMinutes(2))
                .until(() -> api.json("/api/v1/dialogs?limit=1&" + filter)
                                .get("total")
                                .intValue()
                        == dialogs);
    }

    /** Waits until a dialog's history, which may be shown later than its row, has that many entries. */
    void awaitHistory(String dialogId, int entries) {
        Awaitility.await(entries + " entries in the history of " + dialogId)
                .atMost(Duration.ofMinutes(2))
                .until(() -> api.json("/api/v1/dialogs/" + dialogId + "/history?limit=500")
                                .get("items")
                                .size()
                        == entries);
    }

    /** A token of somebody who is none of the demo users. */
    String token(String user, String role) {
        AccessSettings access = AccessSettings.of(settings.config().getConfig("query-api.access"), "127.0.0.1", true);
        Role known = Objects.requireNonNull(access.roles().get(role));
        return new TokenIssuer((Keys.Secret) access.keys().orElseThrow(), access.claims(), InstantSource.system())
                .issue(new Caller(user, null, known), Duration.ofHours(1));
    }

    /** Refuses all tokens that there are, as if they had expired, and ends the streams that were opened with them. */
    void endTokens() {
        stopServing();
        settings = new Settings(settings.config()
                .withValue(SECRET, ConfigValueFactory.fromAnyRef("another secret of 32 bytes, " + UUID.randomUUID())));
        serveAgain();
        awaitReady();
    }

    /** Stops answering, as a server that is being replaced does. */
    void stopServing() {
        queryApi.close();
    }

    /** Answers again at the same address. */
    void serveAgain() {
        queryApi = QueryApi.start(settings);
    }

    @Override
    public void close() throws IOException {
        queryApi.close();
        streamsApp.close();
        stack.close();
    }
}
