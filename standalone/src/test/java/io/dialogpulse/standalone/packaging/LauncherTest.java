package io.dialogpulse.standalone.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./dialogpulse}, as far as it goes without building. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "dialogpulse").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @Test
    void shouldTellItsCommandsThroughASymbolicLinkFromAnyDirectory() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("with space"));
        Path link = Files.createSymbolicLink(folder.resolve("dp"), LAUNCHER);

        Result result = run(link, "help");

        assertThat(result.code()).isZero();
        assertThat(result.output())
                .contains(
                        "demo ", "standalone ", "streams-app ", "query-api ", "warehouse ", "test ", "bench ", "help ");
    }

    @Test
    void shouldNameACommandThatDoesNotExist() throws Exception {
        Result result = run(LAUNCHER, "dmeo");

        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("there is no command 'dmeo'");
    }

    private Result run(Path launcher, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private record Result(int code, String output) {}
}
