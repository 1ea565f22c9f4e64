package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real server over real stores, whose rows a test writes while it reads them. */
final class ServedRows implements AutoCloseable {
    static final Role ALL = new Role("all", Map.of(Right.VIEW, Scope.ALL), Set.of());
    static final Role OWN = new Role("own", Map.of(Right.VIEW, Scope.OWN), Set.of());
    static final Role NONE = new Role("none", Map.of(), Set.of());
    static final Caller DIRECTOR = new Caller("director", null, ALL);

    /** Fewer than a test can forget. */
    static final int CHANGES_KEPT = 50;

    private final Registry registry;
    private final FedApp app;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts with these rows, and returns when all are to be seen. */
    ServedRows(Path folder, List<DialogRow> rows) throws Exception {
        this(folder, rows, Registry.at("mock://served-" + folder.getFileName()));
    }

    /** @param readers the registry that requests see, which may know less than the stores' one */
    ServedRows(Path folder, List<DialogRow> rows, Registry readers) throws Exception {
        registry = Registry.at("mock://served-" + folder.getFileName());
        app = new FedApp(
                folder,
                registry,
                readers,
                CHANGES_KEPT,
                Map.of("all", ALL, "own", OWN, "none", NONE),
                new RequestLimits(1_000_000, 1_000_000, 100),
                TestPublisher.failingWith(new TimeoutException("nobody answers")));
        rows.forEach(this::write);
        Awaitility.await()
                .until(() -> text("/api/v1/dialogs?limit=1", DIRECTOR).body().contains("\"total\":" + rows.size()));
    }

    Registry registry() {
        return registry;
    }

    void write(DialogRow row) {
        app.feed(Topic.DIALOGS, row.getDialogId(), row);
    }

    /** Writes a value as it is; null deletes. */
    void write(String dialogId, byte @Nullable [] value) {
        app.feed(Topic.DIALOGS, dialogId, value);
    }

    HttpRequest.Builder request(String path, Caller caller) {
        return app.request(path, caller);
    }

    HttpResponse<byte[]> bytes(String path, Caller caller) throws Exception {
        return client.send(request(path, caller).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> text(String path, Caller caller) throws Exception {
        return client.send(request(path, caller).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> stream(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        app.close();
        client.close();
    }
}
