package io.dialogpulse.query.events;

/** A JSON field that is missing, unknown, or of another type; ends the reading. */
public final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    public BadField(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field, as it stands in the JSON. */
    public String field() {
        return field;
    }
}
