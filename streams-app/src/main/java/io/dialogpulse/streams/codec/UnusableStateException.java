package io.dialogpulse.streams.codec;

/** The state on disk cannot be gone on with, by no retry; the message says what to do. */
public final class UnusableStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableStateException(String message) {
        super(message);
    }

    static UnusableStateException ofFormat(byte format, byte newest) {
        return new UnusableStateException("the state was written in format " + format
                + ", which this version does not know; it knows up to " + newest
                + ". Run the version that wrote it, or a later one");
    }
}
