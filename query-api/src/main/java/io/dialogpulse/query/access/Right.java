package io.dialogpulse.query.access;

/** What a role may do with dialogs, each within a {@link Scope}. */
public enum Right {
    /** See rows, count them, export them. */
    VIEW,
    /** Read messages and status changes, of dialogs that may be viewed. */
    HISTORY,
    /** Close, transfer, mark as spam. */
    ACT,
    /** Rate and comment. */
    REVIEW
}
