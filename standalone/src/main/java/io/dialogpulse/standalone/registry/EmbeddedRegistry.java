package io.dialogpulse.standalone.registry;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A schema registry (Apicurio Registry, with Confluent's API) in a process of its own, reachable on loopback only.
 *
 * <p>Its schemas are in a file under the directory and survive a stop and the death of either process. The process ends
 * when this one ends, however it ends. Where the registry is unpacked, the system property {@value #HOME} says.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    /** System property: the folder with {@code quarkus-run.jar}. */
    public static final String HOME = "dialogpulse.registry.home";

    private static final String HOST = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES_SHOWN = 15;

    /**
     * Ctrl-C in a terminal reaches the whole process group: the registry has to outlive the apps that use it, and ends
     * through its standard input alone.
     */
    private static final List<String> DEAF_TO_SIGNALS =
            List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh");

    private final Process process;
    private final int port;

    private EmbeddedRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a registry over the schemas in a directory, which is created if it is missing, and waits until it serves.
     * Its log is {@code registry.log} there.
     *
     * @throws IOException if it cannot be started or does not become ready; the message has the end of its log
     */
    public static EmbeddedRegistry start(Path directory, int port) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path lock = directory.resolve("registry.lock");
        awaitPredecessor(lock);
        Path log = directory.resolve("registry.log");
        Process process = new ProcessBuilder(command(directory, lock, port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var registry = new EmbeddedRegistry(process, port);
        try {
            registry.awaitReady(log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    /** The {@code schema.registry.url} of clients. */
    public String url() {
        return "http://" + HOST + ":" + port + "/apis/ccompat/v7";
    }

    /** The registry's process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends the process in order, and with force if that takes too long. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** After kill -9 of its parent, the previous registry needs a moment to end and to leave its port. */
    private static void awaitPredecessor(Path lock) throws IOException {
        RegistryProcess.lock(lock).close();
    }

    private static List<String> command(Path directory, Path lock, int port) {
        List<String> command = new ArrayList<>(DEAF_TO_SIGNALS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It serves a handful of schemas: starting fast and staying small is all that is asked of it.
        command.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"));
        settings(directory, port).forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", ownClasses() + File.pathSeparator + home().resolve("quarkus-run.jar")));
        command.addAll(
                List.of(RegistryProcess.class.getName(), lock.toAbsolutePath().toString()));
        return command;
    }

    private static List<String> settings(Path directory, int port) {
        Path database = directory.toAbsolutePath().resolve("schemas");
        return List.of(
                "quarkus.http.host=" + HOST,
                "quarkus.http.port=" + port,
                "quarkus.http.access-log.enabled=false",
                // Health and metrics would otherwise listen on all interfaces, on a port of their own.
                "quarkus.management.host=" + HOST,
                "quarkus.management.port=0",
                "quarkus.otel.sdk.disabled=true",
                "apicurio.storage.kind=sql",
                "apicurio.storage.sql.kind=h2",
                // Without the delay a schema is in the file before its id is handed out.
                "apicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0",
                "apicurio.datasource.jdbc.initial-size=1",
                "apicurio.datasource.jdbc.min-size=1",
                "apicurio.datasource.jdbc.max-size=8");
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(START_LIMIT).build()) {
            while (!answers(http)) {
                if (!process.isAlive()) {
                    throw new IOException("the registry ended with code " + process.exitValue() + lastLines(log));
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("the registry is not ready after " + START_LIMIT + lastLines(log));
                }
                Thread.sleep(POLL);
            }
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(START_LIMIT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Nothing listens yet; the caller gives up in time and shows the registry's own log.
            return false;
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        return ", the end of " + log + ":\n" + String.join("\n", last);
    }

    private static Path home() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("the system property " + HOME + " is not set");
        }
        return Path.of(home);
    }

    private static Path ownClasses() {
        try {
            return Path.of(RegistryProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has a malformed entry", e);
        }
    }
}
