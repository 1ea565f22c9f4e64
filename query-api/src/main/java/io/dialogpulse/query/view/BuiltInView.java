package io.dialogpulse.query.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.query.access.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The views that everybody has. */
public enum BuiltInView {
    /** The dialogs of the six active detailed statuses. */
    ACTIVE("active", "-lastMessageAt"),
    /** Dialogs with an open question, the longest wait first. */
    WAITING("waiting", "openQuestionAt"),
    /** Those that the caller is responsible for or takes part in. */
    MINE("mine", "-lastMessageAt"),
    /** Those closed since midnight, in the time zone of the request. */
    CLOSED_TODAY("closed-today", "-closedAt"),
    /**
     * What an operator works on: active dialogs that the caller takes part in, and new or queued ones that nobody is
     * responsible for. Its rights are wider than those of the list.
     */
    CONTACT_CENTER("contact-center", "-lastMessageAt");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String viewName;
    private final String sort;

    BuiltInView(String viewName, String sort) {
        this.viewName = viewName;
        this.sort = sort;
    }

    /** The view with this name. */
    public static Optional<BuiltInView> named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.viewName.equals(name))
                .findFirst();
    }

    /** All of them, as this caller sees them. */
    public static List<View> of(Caller caller) {
        return Arrays.stream(values()).map(view -> view.as(caller)).toList();
    }

    /** The view as this caller sees it. */
    public View as(Caller caller) {
        ObjectNode definition = JSON.objectNode();
        definition.set("filter", filter(caller));
        definition.put("sort", sort);
        return new View(viewName, definition, Optional.empty());
    }

    private ObjectNode filter(Caller caller) {
        return switch (this) {
            case ACTIVE -> JSON.objectNode().put("active", true);
            case WAITING -> JSON.objectNode().put("waiting", true);
            case MINE -> any(takesPart(caller));
            case CLOSED_TODAY -> {
                ObjectNode today = JSON.objectNode();
                today.putObject("closedAt").put("gte", "now/d");
                yield today;
            }
            case CONTACT_CENTER -> {
                ObjectNode untaken = JSON.objectNode();
                untaken.putArray("detailedStatus").add("NEW").add("QUEUED");
                untaken.put("operator", "none");
                ObjectNode filter = any(takesPart(caller));
                filter.withArray("or").add(untaken);
                yield filter.put("active", true);
            }
        };
    }

    private static List<ObjectNode> takesPart(Caller caller) {
        // As arrays: a comma in an id separates nothing there
        ObjectNode responsible = JSON.objectNode();
        responsible.putArray("operator").add(caller.userId());
        ObjectNode participant = JSON.objectNode();
        participant.putArray("participant").add(caller.userId());
        return List.of(responsible, participant);
    }

    private static ObjectNode any(List<ObjectNode> filters) {
        ObjectNode any = JSON.objectNode();
        any.putArray("or").addAll(filters);
        return any;
    }
}
