package io.dialogpulse.query.search;

/** From which end a history is read. */
public enum HistoryOrder {
    OLDEST_FIRST,
    NEWEST_FIRST
}
