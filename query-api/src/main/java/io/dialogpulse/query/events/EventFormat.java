package io.dialogpulse.query.events;

/** How a request's body holds its events. */
public enum EventFormat {
    /** One event, or an array of events. */
    JSON,
    /** One event on each line that is not blank. */
    NDJSON
}
