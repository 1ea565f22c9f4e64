package io.dialogpulse.query.view;

/** The caller has no view of this name. */
public final class NoSuchView extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchView(String name) {
        super("you have no view \"" + name + "\"");
    }
}
