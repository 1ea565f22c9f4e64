package io.dialogpulse.query;

import com.typesafe.config.ConfigException;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the query app as a process of its own: {@code [--config FILE]}. */
public final class QueryApiMain {
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private QueryApiMain() {}

    /** Runs until SIGTERM or SIGINT; exits with 1 if the app cannot start or go on. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch stopping = new CountDownLatch(1);
        QueryApi api;
        try {
            api = QueryApi.start(Settings.load(configFile(args), System.getenv()));
        } catch (StartException | ConfigException e) {
            System.err.println("query-api cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.countDown();
                            api.close();
                            System.out.println("query-api has stopped");
                        },
                        "query-api-stop"));
        if (tellUntilReady(api, stopping)) {
            System.out.println("query-api is ready at http://127.0.0.1:" + api.port());
        }
        api.awaitStop();
        if (stopping.getCount() > 0) {
            System.err.println("query-api has stopped by itself; the log says why");
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
        throw new StartException("usage: query-api [--config FILE]", null);
    }

    /** Says what is missing whenever that changes; false if the app was stopped before it was ready. */
    private static boolean tellUntilReady(QueryApi api, CountDownLatch stopping) throws InterruptedException {
        String told = "";
        for (List<String> missing = api.missing(); !missing.isEmpty(); missing = api.missing()) {
            String now = String.join("; ", missing);
            if (!now.equals(told)) {
                System.out.println("query-api: " + now);
                told = now;
            }
            if (stopping.await(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
