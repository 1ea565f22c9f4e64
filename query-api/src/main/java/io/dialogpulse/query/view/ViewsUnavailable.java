package io.dialogpulse.query.view;

import org.jspecify.annotations.Nullable;

/** Views cannot be read at the moment, or what was saved is not to be seen yet; it is safe to repeat the request. */
public final class ViewsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewsUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
