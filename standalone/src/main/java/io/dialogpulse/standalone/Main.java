package io.dialogpulse.standalone;

import io.dialogpulse.standalone.command.DialogPulse;

/** Entry of the launcher {@code ./dialogpulse}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(DialogPulse.run(arguments));
    }
}
