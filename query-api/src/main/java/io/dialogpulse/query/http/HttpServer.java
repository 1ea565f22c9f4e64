package io.dialogpulse.query.http;

import io.dialogpulse.query.access.Authentication;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.IdempotentRequests;
import io.dialogpulse.query.cluster.Peers;
import io.dialogpulse.query.events.EventParser;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.page.PageSettings;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.stats.StatsParser;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;

/** Listens for HTTP. */
public final class HttpServer implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "PATCH");
    private static final float NANOS_PER_MILLI = 1e6f;
    private static final Duration CROWD_PATIENCE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    // The cursor of a list that is sorted by comments holds a comment
    private static final int REQUEST_HEADER_BYTES = 32 << 10;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    /** Nothing but our own files: what a client is called must never become a script. Exports end in a frame of ours. */
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private final Javalin javalin;
    private final LiveRoutes live;

    private HttpServer(Javalin javalin, LiveRoutes live) {
        this.javalin = javalin;
        this.live = live;
    }

    /**
     * What the routes need.
     *
     * @param peers empty if there are no other instances, so nobody may ask as one
     */
    public record Parts(
            Authentication authentication,
            DialogReader dialogs,
            Optional<Peers> peers,
            SavedViews views,
            EventParser parser,
            EventPublisher publisher,
            DialogActions actions,
            ClientErasures erasures,
            IdempotentRequests requests,
            Health health,
            PrometheusMeterRegistry meters,
            RequestLimits limits,
            PageSettings page,
            InstantSource clock) {}

    /**
     * Listens on an address.
     *
     * @throws IOException if the port is taken or may not be used
     */
    public static HttpServer start(String host, int port, Parts parts) throws IOException {
        ListParser parser = new ListParser(parts.clock());
        LiveRoutes live = new LiveRoutes(
                parser, parts.dialogs(), parts.views(), parts.authentication(), HEARTBEAT, parts.clock());
        Javalin javalin = Javalin.create(config -> configure(config, parts, parser, live));
        try {
            return new HttpServer(javalin.start(host, port), live);
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void configure(JavalinConfig config, Parts parts, ListParser parser, LiveRoutes live) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.router.javaLangErrorHandler(Problems::fatal);
        config.staticFiles.add("/page");
        config.staticFiles.enableWebjars();
        config.jetty.modifyServer(server -> modify(server, parts.limits()));
        config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(REQUEST_HEADER_BYTES));
        config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
        config.routes.before("/api/*", context -> context.header(Header.CACHE_CONTROL, "no-store"));
        new Callers(parts.authentication(), new RequestRate(parts.limits(), parts.clock())).add(config.routes);
        config.routes.before("/api/*", context -> QueryString.requireDecodable(context.queryString()));
        new ListRoutes(parser, parts.dialogs(), parts.views()).add(config.routes);
        new StatsRoutes(new StatsParser(parser), parts.dialogs(), parts.views()).add(config.routes);
        new ViewRoutes(parts.views(), parser).add(config.routes);
        // Before /dialogs/{id}, which they would match too
        new ExportRoutes(parser, parts.dialogs(), parts.views()).add(config.routes);
        live.add(config.routes);
        new DialogRoutes(parts.dialogs()).add(config.routes);
        new HistoryRoutes(parts.dialogs()).add(config.routes);
        parts.peers().ifPresent(peers -> new PeerRoutes(peers).add(config.routes));
        MeRoutes.add(config.routes);
        new ActionRoutes(parts.actions(), parts.erasures(), parts.requests()).add(config.routes);
        new PageRoutes(parts.page()).add(config.routes);
        new EventRoutes(parts.parser(), parts.publisher()).add(config.routes);
        new OperationRoutes(parts.health(), parts.meters()).add(config.routes);
        new DocsRoutes().add(config.routes);
        Problems.handle(config.routes);
        config.requestLogger.http((context, milliseconds) -> measure(context, milliseconds, parts.meters()));
    }

    private static void measure(Context context, float milliseconds, MeterRegistry meters) {
        Endpoint route = context.endpoint();
        Timer.builder("http.server.requests")
                .tag("method", route.method.name())
                .tag("uri", route.path)
                .tag("status", Integer.toString(context.statusCode()))
                .register(meters)
                .record(Duration.ofNanos((long) (milliseconds * NANOS_PER_MILLI)));
    }

    private static void modify(Server server, RequestLimits limits) {
        server.setStopTimeout(STOP_PATIENCE.toMillis());
        server.setErrorHandler(new JettyProblems());
        QoSHandler crowd = new QoSHandler();
        crowd.setMaxRequestCount(limits.concurrentRequests());
        crowd.setMaxSuspendedRequestCount(limits.concurrentRequests());
        crowd.setMaxSuspend(CROWD_PATIENCE);
        // How the app is must be known most of all when it is crowded
        crowd.excludePath("/health/*");
        // These take long, and have limits of their own
        crowd.excludePath(ExportRoutes.PATH, LiveRoutes.PATH, Peers.ROWS_PATH);
        // Behind each is a request that has its place on another instance: crowds that wait for each other would stall
        crowd.excludePath(Peers.PATH);
        server.insertHandler(crowd);
    }

    /** Method and path of every route that callers may use. */
    Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(route -> METHODS.contains(route.method.name()) && !route.path.startsWith("/internal/"))
                .map(route -> route.method.name() + " " + route.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        live.close();
        javalin.stop();
    }
}
