package io.dialogpulse.query.runtime;

import org.jspecify.annotations.Nullable;

/** The app cannot start, for a reason that whoever runs it can mend; the message says what and where. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
