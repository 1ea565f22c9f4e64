package io.dialogpulse.bench.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> asked = new ArrayList<>();

    private enum Letter implements Kind {
        A,
        B;

        @Override
        public String title() {
            return "letter " + name();
        }
    }

    @Test
    void shouldLetTheSidesTakeTurnsKindByKind() throws Exception {
        new Turns<>(List.of(Letter.values()), 1).measure("idle", side("ours", 1), side("theirs", 2));

        assertThat(asked)
                .containsSubsequence("ours A 1", "theirs A 1", "ours B 1", "theirs B 1")
                .hasSize(12);
    }

    @Test
    void shouldReportWithoutTheRoundsThatWarmUp() throws Exception {
        Timings<Letter> timings = new Turns<>(List.of(Letter.A), 2)
                .measure(
                        "idle",
                        (_, round) -> List.of(round > 0 ? 2.0 : 1_000.0),
                        (_, round) -> List.of(round > 0 ? 10.0 : 1_000.0));

        assertThat(timings.toString().lines())
                .last()
                .asString()
                .containsSubsequence("letter A", "2.00 / 2.00 / 2.00", "10.0 / 10.0 / 10.0", "5.00×", "5.00×", "2 / 2");
    }

    private Turns.Turn<Letter> side(String name, double millis) {
        return (letter, round) -> {
            asked.add(name + " " + letter + " " + round);
            return List.of(millis);
        };
    }
}
