package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Permission;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.action.ActionRequest;
import io.dialogpulse.query.action.ClientErasures;
import io.dialogpulse.query.action.CommandReader;
import io.dialogpulse.query.action.DialogActions;
import io.dialogpulse.query.action.IdempotencyKey;
import io.dialogpulse.query.action.IdempotentRequests;
import io.dialogpulse.query.action.Review;
import io.dialogpulse.query.store.Undecodable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What people do to dialogs. The answers are 202: the events are published, rows follow. */
final class ActionRoutes {
    private static final int MAX_BYTES = 1 << 20;

    private final DialogActions actions;
    private final ClientErasures erasures;
    private final IdempotentRequests requests;

    ActionRoutes(DialogActions actions, ClientErasures erasures, IdempotentRequests requests) {
        this.actions = actions;
        this.erasures = erasures;
        this.requests = requests;
    }

    void add(RoutesConfig routes) {
        routes.post("/api/v1/dialogs/actions", this::act);
        routes.put("/api/v1/dialogs/{id}/review", this::review);
        routes.post("/api/v1/clients/{id}/erasure", this::erase);
    }

    private void act(Context context) throws IOException, Undecodable {
        Caller caller = Callers.of(context);
        caller.require(Right.ACT, "act on dialogs");
        JsonNode body = body(context);
        ActionRequest request = CommandReader.action(body);
        perform(context, body, () -> actions.act(caller, request));
    }

    private void review(Context context) throws IOException, Undecodable {
        Caller caller = Callers.of(context);
        caller.require(Right.REVIEW, "review dialogs");
        String id = context.pathParam("id");
        JsonNode body = body(context);
        Review review = CommandReader.review(body);
        perform(context, body, () -> actions.review(caller, id, review));
    }

    private void erase(Context context) throws IOException, Undecodable {
        Caller caller = Callers.of(context);
        caller.require(Permission.ERASE, "erase clients");
        String id = context.pathParam("id");
        JsonNode body = body(context);
        ErasedMetrics metrics = CommandReader.erasure(body);
        perform(context, body, () -> erasures.erase(caller, id, metrics));
    }

    private static JsonNode body(Context context) throws IOException {
        Parameters.requireNone(context);
        return JsonBody.read(context, MAX_BYTES);
    }

    private void perform(Context context, JsonNode body, IdempotentRequests.Planning planning)
            throws IOException, Undecodable {
        String answer = requests.perform(
                Callers.of(context),
                IdempotencyKey.of(context.header(IdempotencyKey.HEADER)),
                fingerprint(context.method() + " " + context.path() + "\n" + body),
                planning);
        context.status(HttpStatus.ACCEPTED)
                .contentType(JsonValues.CONTENT_TYPE)
                .result(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(String request) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
