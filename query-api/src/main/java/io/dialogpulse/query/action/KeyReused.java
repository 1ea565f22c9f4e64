package io.dialogpulse.query.action;

/** The key of a request belongs to an earlier one that was another. */
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyReused(IdempotencyKey key) {
        super(IdempotencyKey.HEADER + " is \"" + key.text() + "\", which was the key of another request");
    }
}
