package io.dialogpulse.query.access;

/** There is no such dialog, as far as the caller may know. */
public final class NoSuchDialog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchDialog(String dialogId) {
        super("there is no dialog \"" + dialogId + "\"");
    }
}
