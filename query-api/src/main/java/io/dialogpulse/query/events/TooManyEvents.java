package io.dialogpulse.query.events;

/** A request with more events than may come at once. */
public final class TooManyEvents extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyEvents(int limit) {
        super("more than " + limit + " events in one request");
    }
}
