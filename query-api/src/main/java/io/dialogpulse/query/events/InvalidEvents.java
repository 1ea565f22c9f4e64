package io.dialogpulse.query.events;

import java.util.List;

/** A request with events that cannot be taken, and everything that is wrong with them. */
public final class InvalidEvents extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<EventError> errors;

    public InvalidEvents(List<EventError> errors) {
        super(errors.size() + " errors, the first in event " + errors.getFirst().index() + ": "
                + errors.getFirst().field() + " " + errors.getFirst().message());
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, at least one. */
    public List<EventError> errors() {
        return errors;
    }
}
