package io.dialogpulse.query.access;

/** No token can be checked at the moment: the keys have never been there since the start. */
public final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysUnavailable(Throwable cause) {
        super("tokens cannot be checked at the moment: the server with the keys does not answer", cause);
    }
}
