package io.dialogpulse.bench.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is removed with everything in it when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /** Makes an empty one whose name begins with the prefix. */
    public static TemporaryFolder create(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    /** Bytes of all files in it. */
    public long bytes() throws IOException {
        long sum = 0;
        for (Path file : content()) {
            sum += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        for (Path file : content()) {
            Files.delete(file);
        }
    }

    /** What is in a folder before the folder. */
    private List<Path> content() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
