package io.dialogpulse.query.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Remembers which topics the local stores were built from, and when they were last level with them. Stores that were
 * away for longer than the topics tell of deletions would keep deleted dialogs for ever, so they are built again.
 */
final class StateGuard {
    private static final String LEVEL_AT = "level-at";
    private static final String TOPIC = "topic.";

    private final Path stores;
    private final Path file;
    private final Map<String, String> topicIds;

    StateGuard(Path stateDir, String applicationId, Map<String, String> topicIds) {
        this.stores = stateDir.resolve(applicationId);
        this.file = stateDir.resolve(applicationId + ".properties");
        this.topicIds = Map.copyOf(topicIds);
    }

    /** Whether there are any stores from an earlier start. */
    boolean hasStores() {
        try (Stream<Path> tasks = Files.list(stores)) {
            return tasks.anyMatch(Files::isDirectory);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stores, e);
        }
    }

    /** Why the stores must be built again; empty if they can be used. */
    Optional<String> objection(Instant now, Duration tombstonesKept) {
        Properties remembered = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            remembered.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.of("nothing is known of them");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (Map.Entry<String, String> topic : topicIds.entrySet()) {
            if (!topic.getValue().equals(remembered.getProperty(TOPIC + topic.getKey()))) {
                return Optional.of("topic " + topic.getKey() + " was created anew");
            }
        }
        try {
            Instant levelAt = Instant.parse(remembered.getProperty(LEVEL_AT, ""));
            return levelAt.plus(tombstonesKept).isBefore(now)
                    ? Optional.of("they have been out of date since " + levelAt + ", longer than deletions are kept")
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.of("it is not known when they were up to date");
        }
    }

    /** Everything that was in the topics at this time is in the stores, or the stores are empty. */
    void levelAt(Instant time) {
        Properties facts = new Properties();
        facts.setProperty(LEVEL_AT, time.toString());
        topicIds.forEach((topic, id) -> facts.setProperty(TOPIC + topic, id));
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(written)) {
                facts.store(writer, "Written by query-api");
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
