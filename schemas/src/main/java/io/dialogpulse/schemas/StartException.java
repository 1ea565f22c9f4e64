package io.dialogpulse.schemas;

import org.jspecify.annotations.Nullable;

/** An app cannot start, and the message tells the user why and what to do: nobody needs the stack. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
