package io.dialogpulse.query.view;

/** The view cannot be saved or deleted, whatever its definition. */
public final class ViewConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewConflict(String message) {
        super(message);
    }
}
