package io.dialogpulse.standalone.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory with all data of an installation, held by one process at a time. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final boolean temporary;

    private DataDirectory(Path path, FileChannel lock, boolean temporary) {
        this.path = path;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** A new directory that is deleted when it is closed. */
    public static DataDirectory temporary() throws IOException {
        return open(Files.createTempDirectory("dialogpulse-"), true);
    }

    /**
     * Takes the directory, which is created if it is missing, for this process.
     *
     * @throws FileSystemException if another process has it
     * @throws IOException if it cannot be created or written
     */
    public static DataDirectory open(Path directory) throws IOException {
        return open(directory, false);
    }

    private static DataDirectory open(Path directory, boolean temporary) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        Files.createDirectories(path);
        FileChannel lock = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!taken(lock)) {
            String owner = content(lock);
            lock.close();
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "this data directory is in use by process " + owner
                            + "; stop that process, or choose another directory with --data DIR");
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new DataDirectory(path, lock, temporary);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The folder of one part. */
    public Path of(String part) {
        return path.resolve(part);
    }

    /** Leaves the directory to others. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            delete();
        }
    }

    private void delete() throws IOException {
        List<Path> content;
        try (Stream<Path> walk = Files.walk(path)) {
            content = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }

    private static boolean taken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String content(FileChannel lock) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(64);
        lock.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    }
}
