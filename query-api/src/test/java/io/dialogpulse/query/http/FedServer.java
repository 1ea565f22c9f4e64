package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.RandomEntries;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.events.TestPublisher;
import io.dialogpulse.query.reference.RandomQuery;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.schemas.Topic;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real server over real stores, which hold the rows that a test gives them; callers are whoever it wants. */
final class FedServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PAGE = 40;

    private static final RequestLimits NO_LIMITS = new RequestLimits(1_000_000, 1_000_000, 100);

    private final FedApp app;
    private final Map<String, Role> roles;
    private final HttpClient client = HttpClient.newHttpClient();

    private FedServer(FedApp app, Map<String, Role> roles) {
        this.app = app;
        this.roles = roles;
    }

    /** Starts with these rows, each with a message in its history, and returns when all are to be seen. */
    static FedServer start(Path folder, List<DialogRow> rows, Map<String, Role> roles) throws Exception {
        return start(folder, rows, roles, NO_LIMITS);
    }

    static FedServer start(Path folder, List<DialogRow> rows, Map<String, Role> roles, RequestLimits limits)
            throws Exception {
        return start(folder, rows, roles, limits, TestPublisher.failingWith(new TimeoutException("nobody answers")));
    }

    /** @param publisher takes the events of requests */
    static FedServer start(Path folder, List<DialogRow> rows, Map<String, Role> roles, EventPublisher publisher)
            throws Exception {
        return start(folder, rows, roles, NO_LIMITS, publisher);
    }

    private static FedServer start(
            Path folder, List<DialogRow> rows, Map<String, Role> roles, RequestLimits limits, EventPublisher publisher)
            throws Exception {
        Registry registry = Registry.at("mock://fed-" + folder.getFileName());
        FedApp app = new FedApp(folder, registry, registry, 0, roles, limits, publisher);
        RandomEntries entries = new RandomEntries(1);
        for (int i = 0; i < rows.size(); i++) {
            DialogRow row = rows.get(i);
            app.feed(Topic.DIALOGS, row.getDialogId(), row);
            String key = new TimelineKey(row.getDialogId(), 1_790_000_000_000L, 2, "e1").toString();
            TimelineEntry entry = entries.entry(key);
            entry.setText(wordOf(i));
            app.feed(Topic.DIALOG_TIMELINE, key, entry);
        }
        FedServer server = new FedServer(app, roles);
        Caller all = new Caller(
                "all",
                null,
                roles.values().stream()
                        .filter(role ->
                                role.name().startsWith("ALL-ALL") || role.name().equals("ALL"))
                        .findFirst()
                        .orElseThrow());
        // The last message comes after all rows
        for (String query : List.of("limit=500", "q=" + wordOf(rows.size() - 1))) {
            Awaitility.await()
                    .until(() -> server.json(server.get(all, "/api/v1/dialogs?" + query))
                                    .get("total")
                                    .asInt()
                            == (query.startsWith("q=") ? 1 : rows.size()));
        }
        return server;
    }

    /** The word that only the message of this row has. */
    static String wordOf(int row) {
        return "zq" + row;
    }

    /** Writes a value as it is. */
    void feed(Topic topic, String key, byte[] value) {
        app.feed(topic, key, value);
    }

    Set<String> routes() {
        return app.http().routes();
    }

    Map<String, Role> roles() {
        return roles;
    }

    int port() {
        return app.http().port();
    }

    static String token(Caller caller) {
        return FedApp.token(caller);
    }

    HttpResponse<String> get(Caller caller, String path) throws Exception {
        return send(caller, path, "GET", "");
    }

    /** A page of a list. */
    HttpResponse<String> ask(Caller caller, RandomQuery query, @Nullable String cursor) throws Exception {
        if (query.isJson()) {
            ObjectNode body = query.body().deepCopy();
            body.put("limit", PAGE).put("cursor", cursor);
            return send(caller, "/api/v1/dialogs/search", "POST", body.toString());
        }
        String parameters = query.parameters().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return get(
                caller,
                "/api/v1/dialogs?limit=" + PAGE + (parameters.isEmpty() ? "" : "&" + parameters)
                        + (cursor == null ? "" : "&cursor=" + encode(cursor)));
    }

    HttpResponse<String> send(Caller caller, String path, String method, String body) throws Exception {
        HttpRequest.Builder request = app.request(path, caller)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The beginning of a request of this caller. */
    HttpRequest.Builder request(Caller caller, String path) {
        return app.request(path, caller);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        app.close();
        client.close();
    }
}
