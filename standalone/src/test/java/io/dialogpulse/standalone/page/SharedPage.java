package io.dialogpulse.standalone.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One pipeline and one browser for all tests of the page: starting them takes longer than a test does. Tests keep apart
 * by the lines of their dialogs.
 */
final class SharedPage implements BeforeAllCallback {
    private static @Nullable SharedPage started;

    private @Nullable Running running;

    /** What is stopped when all tests are done. */
    private record Running(Chromium chromium, ServedPage served, Path directory) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            chromium.close();
            served.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ExtensionContext.Store ofAllTests =
                context.getRoot().getStore(ExtensionContext.Namespace.create(SharedPage.class));
        Running found = ofAllTests.get(Running.class, Running.class);
        if (found == null) {
            Chromium chromium = Chromium.start();
            Path directory = Files.createTempDirectory("page-tests");
            ServedPage served = ServedPage.start(directory);
            found = new Running(chromium, served, directory);
            // Closed by JUnit
            ofAllTests.put(Running.class, found);
            served.awaitReady();
        }
        running = found;
        started = this;
    }

    private static Running running() {
        SharedPage page = started;
        if (page == null || page.running == null) {
            throw new IllegalStateException("no test of the page has begun");
        }
        return page.running;
    }

    static Chromium chromium() {
        return running().chromium();
    }

    static ServedPage served() {
        return running().served();
    }

    /** Publishes events, and waits until the list has that many dialogs of a line. */
    static void publish(String line, int dialogs, List<String> events) throws IOException, InterruptedException {
        served().post(events);
        served().awaitTotal("line=" + line, dialogs);
    }
}
