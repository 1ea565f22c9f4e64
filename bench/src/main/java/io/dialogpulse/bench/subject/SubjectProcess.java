package io.dialogpulse.bench.subject;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A subject in a JVM of its own, so that its CPU time is its own. Closing stops it in order. */
public final class SubjectProcess implements AutoCloseable {
    /** How every subject's JVM is started; part of what is measured. */
    public static final List<String> FLAGS = List.of(
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=jdk.incubator.vector");

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int LOG_CHARACTERS_SHOWN = 3_000;

    private final Subject subject;
    private final Process process;
    private final Path log;

    /**
     * What a process has read from Kafka since its start.
     *
     * @param restored records, to have its state again
     * @param processed records, to do its work
     */
    public record Reading(long restored, long processed) {
        static Reading parse(String answer) {
            String[] numbers = answer.split(" ", 2);
            return new Reading(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }
    }

    private SubjectProcess(Subject subject, Process process, Path log) {
        this.subject = subject;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a JVM with the class path of this one.
     *
     * @param settings a file of the subject's settings
     * @param log where its output goes; an older one is replaced
     */
    public static SubjectProcess start(Subject subject, Path settings, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Dlogback.configurationFile=logback-bench.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SubjectMain.class.getName()));
        command.addAll(List.of(subject.name(), settings.toString()));
        File output = log.toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        return new SubjectProcess(subject, process, log);
    }

    /** CPU time of all its threads so far, JIT and garbage collection included. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(() -> problem("tells no CPU time"));
    }

    /**
     * What its consumers have read so far.
     *
     * @throws IllegalStateException if it does not answer
     */
    public Reading recordsRead() throws IOException, InterruptedException {
        int answered = answers().size();
        Writer orders = process.outputWriter(StandardCharsets.UTF_8);
        orders.write("?\n");
        orders.flush();
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (answers().size() == answered) {
            if (System.nanoTime() > deadline) {
                throw problem("does not answer");
            }
            requireAlive();
            Thread.sleep(POLL);
        }
        return Reading.parse(answers().getLast());
    }

    /** Waits for something that the subject is to bring about. */
    public void await(String what, Duration limit, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw problem("did not get to this in " + limit + ": " + what);
            }
            Thread.sleep(POLL);
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw problem("did not stop in order within " + STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw problem("ended with code " + process.exitValue());
        }
    }

    private List<String> answers() throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith(SubjectMain.ANSWER))
                .map(line -> line.substring(SubjectMain.ANSWER.length()))
                .toList();
    }

    private IllegalStateException problem(String what) {
        return new IllegalStateException(subject + " " + what + "; the end of " + log + ":\n" + endOfLog());
    }

    private String endOfLog() {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - LOG_CHARACTERS_SHOWN));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }
}
