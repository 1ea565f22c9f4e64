package io.dialogpulse.core;

/** Who a person is in a dialog. */
public enum Role {
    CLIENT,
    OPERATOR,
    BOT,
    SYSTEM
}
