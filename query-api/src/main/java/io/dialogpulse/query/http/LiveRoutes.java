package io.dialogpulse.query.http;

import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Rows as they change, as server-sent events. */
final class LiveRoutes implements AutoCloseable {
    static final String PATH = "/api/v1/dialogs/stream";

    private static final Set<String> SENSELESS = Set.of("sort", "limit", "cursor", "facets", "partial");
    private static final int OF_ONE_USER = 20;
    private static final int OF_ALL = 100;

    private final Places places = new Places("streams", OF_ONE_USER, OF_ALL);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("live-", 0).factory());
    private final ListParser parser;
    private final DialogReader dialogs;
    private final SavedViews views;
    private final Authentication authentication;
    private final Duration heartbeat;
    private final InstantSource clock;

    /** @param heartbeat how often a stream shows that it lives, and its caller is asked for again */
    LiveRoutes(
            ListParser parser,
            DialogReader dialogs,
            SavedViews views,
            Authentication authentication,
            Duration heartbeat,
            InstantSource clock) {
        this.parser = parser;
        this.dialogs = dialogs;
        this.views = views;
        this.authentication = authentication;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.get(PATH, this::stream);
    }

    private void stream(Context context) throws IOException, Undecodable {
        AskedRows asked = AskedRows.of(context, parser, views, Set.of(), SENSELESS);
        Caller caller = Callers.of(context);
        String authorization = context.header(Header.AUTHORIZATION);
        LiveStream.Watched watched = marks -> dialogs.changes(caller, asked.request(), asked.contactCenter(), marks);
        Optional<String> lastSeen = Optional.ofNullable(context.header("Last-Event-ID"));
        LiveStream stream = new LiveStream(
                watched,
                asked.request().fields(),
                lastSeen,
                () -> authentication.caller(authorization).equals(caller),
                heartbeat,
                clock);
        // What goes wrong at once can still be told as a problem
        stream.requireAnswer();
        Places.Place place = places.take(caller.userId());
        context.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        OutputStream out = context.res().getOutputStream();
        context.future(() -> start(stream, out, place));
    }

    private CompletableFuture<Void> start(LiveStream stream, OutputStream out, Places.Place place) {
        try {
            return CompletableFuture.runAsync(() -> stream.send(out), threads).whenComplete((_, _) -> place.close());
        } catch (RejectedExecutionException e) {
            place.close();
            throw ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "this instance is being stopped");
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
