package io.dialogpulse.query.action;

/** What became of an action on one dialog. */
enum Outcome {
    /** The event is published. */
    ACCEPTED("accepted"),
    /** The dialog is closed, or being closed. */
    NOT_ACTIVE("notActive"),
    /** There is no such dialog, as far as the caller may know. */
    NOT_FOUND("notFound"),
    /** The caller may see the dialog, but not act on it. */
    FORBIDDEN("forbidden");

    private final String apiName;

    Outcome(String apiName) {
        this.apiName = apiName;
    }

    String apiName() {
        return apiName;
    }
}
