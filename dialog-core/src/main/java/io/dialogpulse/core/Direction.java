package io.dialogpulse.core;

/** Who wrote first: the client, or an operator. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
