package io.dialogpulse.query.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.DialogReader;
import io.dialogpulse.query.access.Forbidden;
import io.dialogpulse.query.access.NoSuchDialog;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Matching;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What callers do to dialogs, as events that say so. Rights and outcomes follow from the rows as they are at this moment;
 * what the events then do is the fold's business, which knows what others do at the same time.
 */
public final class DialogActions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final DialogReader dialogs;
    private final Targets targets;
    private final InstantSource clock;

    public DialogActions(DialogReader dialogs, Targets targets, InstantSource clock) {
        this.dialogs = dialogs;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * Closes dialogs or gives them to others: those of them that are active and that the caller may act on.
     *
     * @throws Forbidden if the caller's role may act on none
     * @throws InvalidRequest if nothing is known of whom they are given to
     */
    public Plan act(Caller caller, ActionRequest request) throws IOException, Undecodable {
        caller.require(Right.ACT, "act on dialogs");
        Object change = change(request.action());
        Map<String, DialogRow> known = dialogs.known(caller, new TreeSet<>(request.dialogIds()));
        OwnEvents events = OwnEvents.of("action", caller, clock);
        List<StatusEvent> published = new ArrayList<>();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        ObjectNode answer = JSON.objectNode().put("eventId", events.eventId());
        for (String id : request.dialogIds()) {
            DialogRow row = known.get(id);
            Outcome outcome = outcome(caller, row);
            if (row != null && outcome == Outcome.ACCEPTED) {
                published.add(events.about(row, change));
            }
            counts.merge(outcome, 1, Integer::sum);
            answer.withArray("results").addObject().put("dialogId", id).put("outcome", outcome.apiName());
        }
        for (Outcome outcome : Outcome.values()) {
            answer.withObject("/counts").put(outcome.apiName(), counts.getOrDefault(outcome, 0));
        }
        return new Plan(answer, published);
    }

    /**
     * Rates a dialog or comments on it, closed or not.
     *
     * @throws NoSuchDialog if it does not exist, or the caller may not view it
     * @throws Forbidden if the caller may view it, but not review it
     * @throws InvalidRequest if the review breaks the rules of events
     */
    public Plan review(Caller caller, String dialogId, Review review) throws IOException, Undecodable {
        DialogRow row = dialogs.dialog(caller, dialogId);
        if (Matching.of(caller.dialogs(Right.REVIEW), row) != Matching.YES) {
            throw caller.mayNot("review this dialog");
        }
        OwnEvents events = OwnEvents.of("review", caller, clock);
        StatusEvent event = events.about(row, new Reviewed(review.rating(), review.comment()));
        ObjectNode answer = JSON.objectNode();
        answer.put("eventId", events.eventId()).put("dialogId", dialogId);
        answer.put("rating", review.rating()).put("comment", review.comment());
        return new Plan(answer, List.of(event));
    }

    private Object change(Action action) throws IOException, Undecodable {
        return switch (action) {
            case Action.Close close -> new Closed(close.spam());
            case Action.Transfer transfer ->
                switch (targets.complete(transfer)) {
                    case Action.ToOperator to ->
                        new Queued(null, null, new Operator(to.operatorId(), to.name(), to.departmentId()));
                    case Action.ToLine to -> new Queued(to.lineId(), to.name(), null);
                };
        };
    }

    private static Outcome outcome(Caller caller, @Nullable DialogRow row) {
        if (row == null) {
            return Outcome.NOT_FOUND;
        }
        if (Matching.of(caller.actable(), row) != Matching.YES) {
            return Outcome.FORBIDDEN;
        }
        return Matching.of(Filter.ACTIVE, row) == Matching.YES ? Outcome.ACCEPTED : Outcome.NOT_ACTIVE;
    }
}
