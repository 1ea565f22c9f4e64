package io.dialogpulse.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    @Test
    void shouldAcceptStoresThatWereLevelWhileDeletionsAreKept() {
        guard("id1").levelAt(NOW.minus(WEEK));

        assertThat(guard("id1").objection(NOW, WEEK)).isEmpty();
    }

    @Test
    void shouldObjectToStoresThatMayHaveMissedDeletions() {
        guard("id1").levelAt(NOW.minus(WEEK).minusMillis(1));

        assertThat(guard("id1").objection(NOW, WEEK))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("out of date since 2026-11-15T07:59:59.999Z"));
    }

    @Test
    void shouldObjectToStoresOfATopicThatWasCreatedAnew() {
        guard("id1").levelAt(NOW);

        assertThat(guard("id2").objection(NOW, WEEK)).contains("topic dialogs was created anew");
    }

    @Test
    void shouldObjectToStoresOfWhichNothingIsKnown() throws Exception {
        assertThat(guard("id1").objection(NOW, WEEK)).contains("nothing is known of them");
        assertThat(guard("id1").hasStores()).isFalse();

        Files.createDirectories(folder.resolve("app").resolve("0_3"));
        assertThat(guard("id1").hasStores()).isTrue();
    }

    private StateGuard guard(String topicId) {
        return new StateGuard(folder, "app", Map.of("dialogs", topicId));
    }
}
