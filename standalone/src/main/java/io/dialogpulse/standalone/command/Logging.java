package io.dialogpulse.standalone.command;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** Where logs go. To be called before the first logger is made, as logback reads its configuration then. */
final class Logging {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Logging() {}

    static void toFile(Path file) {
        // Lucene tells by java.util.logging, straight to the console, that it is fine.
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        System.setProperty("dialogpulse.log", file.toString());
        // Whoever names a configuration of their own (-Dlogback.configurationFile) gets it.
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "logback-standalone.xml");
        }
    }
}
