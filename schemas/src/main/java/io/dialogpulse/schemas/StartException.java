package io.dialogpulse.schemas;

/** An app cannot start, and the message tells the user why and what to do: nobody needs the stack. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
