package io.dialogpulse.query.access;

/** Which dialogs a right extends to. */
public enum Scope {
    /** None. */
    NONE,
    /** Those that the caller is responsible for or takes part in. */
    OWN,
    /** Those of the caller's department, and the caller's own; only the own ones if no department is known. */
    DEPARTMENT,
    /** All. */
    ALL
}
