package io.dialogpulse.query.events;

/** A JSON field that is missing, unknown, or of another type; ends the reading of its event. */
final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    BadField(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
