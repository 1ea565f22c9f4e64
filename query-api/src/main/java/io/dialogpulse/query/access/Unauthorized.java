package io.dialogpulse.query.access;

/** The request carries no token that is accepted. Callers are not told why: it would help to forge one. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unauthorized() {
        super("a valid bearer token is needed");
    }
}
