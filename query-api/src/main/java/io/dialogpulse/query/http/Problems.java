package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.query.access.Forbidden;
import io.dialogpulse.query.access.KeysUnavailable;
import io.dialogpulse.query.access.NoSuchClient;
import io.dialogpulse.query.access.NoSuchDialog;
import io.dialogpulse.query.access.Unauthorized;
import io.dialogpulse.query.action.KeyReused;
import io.dialogpulse.query.cluster.Overloaded;
import io.dialogpulse.query.events.InvalidEvents;
import io.dialogpulse.query.events.TooManyEvents;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.SearchTimeout;
import io.dialogpulse.query.stats.TooManyGroups;
import io.dialogpulse.query.store.PartitionsUnavailable;
import io.dialogpulse.query.store.TableUnavailable;
import io.dialogpulse.query.view.NoSuchView;
import io.dialogpulse.query.view.ViewConflict;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem. */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String RETRY_SECONDS = "2";

    private Problems() {}

    static void handle(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem()));
        routes.exception(Unauthorized.class, Problems::unauthorized);
        routes.exception(
                Forbidden.class,
                (e, context) -> answer(context, Problem.of(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()))));
        routes.exception(
                NoSuchClient.class,
                (e, context) -> answer(context, Problem.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()))));
        routes.exception(
                NoSuchDialog.class,
                (e, context) -> answer(context, Problem.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()))));
        routes.exception(
                NoSuchView.class,
                (e, context) -> answer(context, Problem.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()))));
        routes.exception(
                ViewConflict.class,
                (e, context) -> answer(context, Problem.of(HttpStatus.CONFLICT, String.valueOf(e.getMessage()))));
        routes.exception(
                KeyReused.class,
                (e, context) ->
                        answer(context, Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()))));
        routes.exception(TableUnavailable.class, (e, context) -> unavailable(context, String.valueOf(e.getMessage())));
        routes.exception(KeysUnavailable.class, (e, context) -> unavailable(context, String.valueOf(e.getMessage())));
        routes.exception(
                InvalidRequest.class,
                (e, context) -> answer(
                        context, Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()), e.errors())));
        routes.exception(
                InvalidEvents.class,
                (e, context) -> answer(
                        context,
                        Problem.of(
                                HttpStatus.BAD_REQUEST, "none of the events is taken: " + e.getMessage(), e.errors())));
        routes.exception(
                TooManyEvents.class,
                (e, context) ->
                        answer(context, Problem.of(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(e.getMessage()))));
        routes.exception(
                PartitionsUnavailable.class, (e, context) -> unavailable(context, String.valueOf(e.getMessage())));
        routes.exception(
                TooManyGroups.class,
                (e, context) -> answer(
                        context,
                        Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "groupBy has " + e.getMessage(),
                                List.of(new FieldError("groupBy", "has " + e.getMessage())))));
        routes.exception(Overloaded.class, (e, context) -> unavailable(context, String.valueOf(e.getMessage())));
        routes.exception(SearchTimeout.class, (e, context) -> unavailable(context, String.valueOf(e.getMessage())));
        routes.exception(KafkaException.class, Problems::kafka);
        routes.exception(HttpResponseException.class, Problems::javalin);
        routes.exception(Exception.class, Problems::unexpected);
    }

    private static void unauthorized(Unauthorized e, Context context) {
        context.header(Header.WWW_AUTHENTICATE, "Bearer");
        answer(context, Problem.of(HttpStatus.UNAUTHORIZED, String.valueOf(e.getMessage())));
    }

    private static void kafka(KafkaException e, Context context) {
        Throwable root = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof RecordTooLargeException) {
                answer(
                        context,
                        Problem.of(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "none of the events is taken: an event is too large: " + cause.getMessage()));
                return;
            }
            if (cause instanceof AuthorizationException) {
                // Repeating the request would not help
                unexpected(e, context);
                return;
            }
        }
        log.warn("Kafka or the schema registry did not take a request: {}", root.toString());
        unavailable(context, "Kafka or the schema registry does not answer; it is safe to repeat the request");
    }

    private static void javalin(HttpResponseException e, Context context) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        String allowed = e.getDetails().get("availableMethods");
        if (allowed != null) {
            context.header(Header.ALLOW, allowed);
        }
        String request = context.method() + " " + context.path();
        answer(
                context,
                Problem.of(
                        status,
                        switch (status) {
                            case NOT_FOUND -> "there is nothing at " + request;
                            case METHOD_NOT_ALLOWED -> request + " is not possible, but " + allowed;
                            default -> request + ": " + e.getMessage();
                        }));
    }

    private static void unexpected(Exception e, Context context) {
        log.error("{} {} failed", context.method(), context.path(), e);
        answer(context, failed());
    }

    /** Answers after an {@code Error}, which no exception handler sees. */
    static void fatal(HttpServletResponse response, Error error) {
        log.error("A request failed", error);
        response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.getCode());
        response.setContentType(Problem.CONTENT_TYPE);
        try {
            response.getOutputStream().write(json(failed()));
        } catch (IOException e) {
            log.debug("The client did not wait for the problem", e);
        }
    }

    private static Problem failed() {
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "the request failed; the log says why");
    }

    static void unavailable(Context context, String detail) {
        answer(context, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }

    static void answer(Context context, Problem problem) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            context.header(Header.RETRY_AFTER, RETRY_SECONDS);
        }
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(json(problem));
    }

    /** The body, for answers that never reach Javalin. */
    static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return "{\"status\":500}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
