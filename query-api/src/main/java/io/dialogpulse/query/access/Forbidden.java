package io.dialogpulse.query.access;

/** The caller is known and may not do this. */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what the caller may not do; never anything of a dialog that they may not see */
    public Forbidden(String message) {
        super(message);
    }
}
