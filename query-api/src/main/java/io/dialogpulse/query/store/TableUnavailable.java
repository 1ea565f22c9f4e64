package io.dialogpulse.query.store;

import org.jspecify.annotations.Nullable;

/** A {@link GlobalTable} cannot be read, or what was written is not to be seen yet; it is safe to repeat the request. */
public final class TableUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
