package io.dialogpulse.standalone.testing;

import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import io.dialogpulse.warehouse.WarehouseMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A main class of the test class path in a JVM of its own, which can be stopped and killed. Closing kills it. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;
    private final int logBefore;

    private JavaProcess(Process process, Path log, int logBefore) {
        this.process = process;
        this.log = log;
        this.logBefore = logBefore;
    }

    /** Starts a main class; what it prints goes to the end of the log file. */
    public static JavaProcess start(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("dialogpulse.jvm.flags").split(" ")));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        command.add("-D" + EmbeddedRegistry.HOME + "=" + System.getProperty(EmbeddedRegistry.HOME));
        command.add("-D" + WarehouseMain.HOME + "=" + System.getProperty(WarehouseMain.HOME));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        int logBefore = Files.exists(log) ? Files.readString(log).length() : 0;
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JavaProcess(process, log, logBefore);
    }

    /** All that it has printed. */
    public String output() throws IOException {
        return Files.readString(log).substring(logBefore);
    }

    /**
     * Waits until the text is in the output.
     *
     * @throws IllegalStateException with the output, if the process ends before
     */
    public void awaitOutput(String text, Duration limit) {
        Awaitility.await("'" + text + "' in " + log).atMost(limit).until(() -> {
            boolean alive = isAlive();
            if (output().contains(text)) {
                return true;
            }
            if (!alive) {
                throw new IllegalStateException("ended with code " + process.exitValue() + ":\n" + output());
            }
            return false;
        });
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The id in the system. */
    public long pid() {
        return process.pid();
    }

    /** kill -9, and waits until the process is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * SIGTERM, as a service manager stops it.
     *
     * @return the exit code
     */
    public int stop() throws InterruptedException, IOException {
        process.destroy();
        return awaitEnd();
    }

    /**
     * Waits until it ends by itself.
     *
     * @return the exit code
     */
    public int awaitEnd() throws InterruptedException, IOException {
        if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IllegalStateException("did not end within " + STOP_LIMIT + ":\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
