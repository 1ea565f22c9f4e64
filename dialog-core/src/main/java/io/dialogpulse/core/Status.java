package io.dialogpulse.core;

/** The status for a manager's eye. */
public enum Status {
    CLIENT_WAITING,
    OPERATOR_ANSWERED,
    CLOSED
}
