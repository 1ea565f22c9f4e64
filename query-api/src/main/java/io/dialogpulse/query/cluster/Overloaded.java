package io.dialogpulse.query.cluster;

import org.jspecify.annotations.Nullable;

/** More is asked than can be answered; later it may be possible. */
public final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overloaded(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
