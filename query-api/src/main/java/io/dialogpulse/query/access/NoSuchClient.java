package io.dialogpulse.query.access;

/** There is no dialog of this client, as far as the caller may know. */
public final class NoSuchClient extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchClient(String clientId) {
        super("there is no client \"" + clientId + "\"");
    }
}
