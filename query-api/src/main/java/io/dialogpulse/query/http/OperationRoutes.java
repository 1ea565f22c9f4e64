package io.dialogpulse.query.http;

import io.dialogpulse.query.access.Permission;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** For those who run the app: health and metrics. */
final class OperationRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final PrometheusMeterRegistry meters;

    OperationRoutes(Health health, PrometheusMeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    void add(RoutesConfig routes) {
        routes.get("/health/live", this::live);
        routes.get("/health/ready", this::ready);
        routes.get("/metrics", this::metrics);
    }

    private void metrics(Context context) {
        Callers.of(context).require(Permission.METRICS, "read metrics");
        context.contentType(PROMETHEUS_TEXT).result(meters.scrape());
    }

    private void live(Context context) {
        if (!health.live().getAsBoolean()) {
            throw ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "reading from Kafka has stopped for good");
        }
        status(context, "live");
    }

    private void ready(Context context) {
        List<String> missing = health.missing().get();
        if (missing.isEmpty()) {
            status(context, "ready");
        } else {
            Problems.unavailable(context, String.join("; ", missing));
        }
    }

    private static void status(Context context, String status) {
        context.contentType("application/json").result("{\"status\":\"" + status + "\"}");
    }
}
