package io.dialogpulse.bench.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of the operating system. */
final class Command {
    private Command() {}

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException if it cannot be started or fails; the message has its output
     */
    static void run(String... command) {
        String line = String.join(" ", List.of(command));
        try {
            // A file, as a server that it leaves behind would keep a pipe open
            Path output = Files.createTempFile("dialogpulse-bench", ".out");
            try {
                int code = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .directory(Path.of("/").toFile())
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new IllegalStateException(line + " ended with " + code + ": " + Files.readString(output));
                }
            } finally {
                Files.delete(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + line, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + line, e);
        }
    }
}
