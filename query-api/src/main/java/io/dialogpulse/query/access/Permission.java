package io.dialogpulse.query.access;

/** What a role may do that is about no dialog in particular. */
public enum Permission {
    /** Post events, of any dialog and line. */
    PUBLISH,
    /** Read the app's own metrics. */
    METRICS,
    /** Erase what is known of a client. */
    ERASE
}
