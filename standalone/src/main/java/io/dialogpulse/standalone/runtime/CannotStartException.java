package io.dialogpulse.standalone.runtime;

/** Something on this machine is in the way; the message tells the user what it is and what helps. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1;

    public CannotStartException(String message) {
        super(message);
    }
}
