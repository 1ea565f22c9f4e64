package io.dialogpulse.query.store;

/** Bytes that are no value of our schemas, now or ever. */
public final class Undecodable extends Exception {
    private static final long serialVersionUID = 1L;

    public Undecodable(String message, Throwable cause) {
        super(message, cause);
    }

    public Undecodable(String message) {
        super(message);
    }
}
