package io.dialogpulse.streams;

import com.typesafe.config.ConfigException;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code streams-app [--config FILE]}: the processor as a process of its own. Ends with 1 if it cannot start or go on. */
public final class StreamsAppMain {
    private StreamsAppMain() {}

    /** Runs until SIGTERM or SIGINT. */
    public static void main(String[] args) throws InterruptedException {
        StreamsApp app;
        try {
            app = StreamsApp.start(Settings.load(configFile(args), System.getenv()));
        } catch (StartException | ConfigException | IllegalArgumentException e) {
            System.err.println("streams-app cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        var closing = new Thread(app::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(closing);
        System.out.println("streams-app is running; health and metrics at http://127.0.0.1:" + app.httpPort());
        app.awaitStop();
        if (!closing.isAlive()) {
            System.err.println("streams-app stopped by an error; the log above tells which");
            System.exit(1);
        }
    }

    private static Optional<Path> configFile(String[] args) {
        if (args.length == 0) {
            return Optional.empty();
        }
        if (args.length == 2 && args[0].equals("--config")) {
            return Optional.of(Path.of(args[1]));
        }
        throw new IllegalArgumentException("usage: streams-app [--config FILE]");
    }
}
