package io.dialogpulse.standalone.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What runs in the registry's process: Apicurio Registry, and a watch over the parent.
 *
 * <p>The parent holds the other end of our standard input. The kernel closes it when the parent ends, however it ends,
 * so that no registry stays behind after {@code kill -9}.
 */
public final class RegistryProcess {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private RegistryProcess() {}

    /**
     * Runs the registry until standard input ends.
     *
     * @param arguments the file that is kept locked while this process lives
     */
    @SuppressWarnings("try") // the lock is held, not used
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(RegistryProcess::endWithParent);
        try (FileChannel locked = lock(Path.of(arguments[0]))) {
            // Quarkus' own launcher, which is not on our class path when we are built; it blocks until the end.
            Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }

    /** Waits until no other process has the file locked, and locks it until the channel is closed. */
    static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("lost the parent process: " + e);
        }
        Thread exit = Thread.ofPlatform().daemon().start(() -> System.exit(0));
        try {
            exit.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
