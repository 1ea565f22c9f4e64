package io.dialogpulse.standalone.warehouse;

import io.dialogpulse.warehouse.WarehouseMain;
import io.dialogpulse.warehouse.database.PostgresAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warehouse worker in a process of its own: it brings another Jetty than ours, and half a gigabyte of libraries must
 * not decide how well the apps do. A process that ends by itself is started again; what goes wrong with the database is
 * told, and keeps nobody else from working.
 *
 * <p>Where the worker's jars are, the system property {@value WarehouseMain#HOME} says. The password goes by the
 * environment, which no other user of the machine can read, as opposed to arguments.
 */
public final class WarehouseProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseProcess.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final ProcessBuilder command;
    private final Path log;
    private final PrintStream out;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper;
    private volatile Process process;

    private WarehouseProcess(ProcessBuilder command, Path log, PrintStream out, Duration pause) throws IOException {
        this.command = command;
        this.log = log;
        this.out = out;
        this.pause = pause;
        this.process = command.start();
        this.keeper = Thread.ofPlatform().name("warehouse-keeper").unstarted(this::keepRunning);
    }

    /**
     * Starts the worker; does not wait for the database.
     *
     * @param directory for its log, {@code warehouse.log}
     * @param bootstrap the broker's address
     * @param registryUrl the registry's address
     * @param out gets a sentence when the tables are being filled, and when they are not
     * @param pause how long to wait after a failure
     * @throws IOException if no process can be started
     */
    public static WarehouseProcess start(
            Path directory,
            PostgresAddress database,
            String bootstrap,
            String registryUrl,
            PrintStream out,
            Duration pause)
            throws IOException {
        Path log = Files.createDirectories(directory).resolve("warehouse.log");
        Files.deleteIfExists(log);
        ProcessBuilder command =
                new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = command.environment();
        // They are about other processes than this one.
        environment
                .keySet()
                .removeIf(name -> name.startsWith("DIALOGPULSE_KAFKA_")
                        || name.startsWith("DIALOGPULSE_REGISTRY_")
                        || name.startsWith("JAVA_TOOL_OPTIONS"));
        environment.put("DIALOGPULSE_KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        environment.put("DIALOGPULSE_REGISTRY_SCHEMA_REGISTRY_URL", registryUrl);
        environment.put("DIALOGPULSE_WAREHOUSE_DATABASE", database.withoutPassword());
        environment.put("DIALOGPULSE_WAREHOUSE_RETRY_INTERVAL", pause.toMillis() + " ms");
        database.password().ifPresent(password -> environment.put("DIALOGPULSE_WAREHOUSE_PASSWORD", password));
        var warehouse = new WarehouseProcess(command, log, out, pause);
        warehouse.keeper.start();
        return warehouse;
    }

    /** The process that runs at this moment, or did last. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends the process in order, and with force if that takes too long. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing.countDown();
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            keeper.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void keepRunning() {
        try {
            while (true) {
                passOn(process);
                int code = process.waitFor();
                if (closing.getCount() > 0) {
                    out.println("  warehouse: its process has ended by itself with code " + code + ", its log is " + log
                            + "; started again in " + pause.toSeconds() + " s");
                }
                var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                synchronized (this) {
                    if (closing.getCount() == 0) {
                        return;
                    }
                    process = command.start();
                }
            }
        } catch (IOException | InterruptedException e) {
            LOG.error("The warehouse's process cannot be kept running", e);
        }
    }

    private void passOn(Process from) throws IOException {
        try (BufferedReader news = from.inputReader()) {
            for (String line = news.readLine(); line != null; line = news.readLine()) {
                out.println(line);
            }
        }
    }

    private static List<String> command() {
        String home = System.getProperty(WarehouseMain.HOME);
        if (home == null) {
            throw new IllegalStateException("the system property " + WarehouseMain.HOME + " is not set");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + WarehouseMain.HOME + "=" + home,
                "-cp",
                ownJar() + File.pathSeparator + Path.of(home, "lib", "*"),
                WarehouseMain.class.getName(),
                "--end-with-input");
    }

    private static Path ownJar() {
        try {
            return Path.of(WarehouseMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has a malformed entry", e);
        }
    }
}
