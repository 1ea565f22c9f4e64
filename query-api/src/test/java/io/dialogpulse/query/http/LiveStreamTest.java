package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.cluster.RowChanges;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.store.ChangeLog.Mark;
import io.dialogpulse.query.store.PartitionsUnavailable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Deque<Supplier<RowChanges>> answers = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private static RowChanges changes(long sequence, boolean complete, List<DialogRow> rows, String... gone) {
        return new RowChanges(rows, new TreeSet<>(List.of(gone)), marks(new Mark(35, sequence)), complete);
    }

    private static SortedMap<Integer, Mark> marks(Mark mark) {
        return new TreeMap<>(Map.of(3, mark));
    }

    /** All that is sent until the answers are used up; then the client is not admitted any more. */
    private String sent(Optional<String> lastSeen) {
        LiveStream stream = new LiveStream(
                marks -> {
                    now = now.plus(HEARTBEAT);
                    return answers.remove().get();
                },
                List.of(Column.DIALOG_ID),
                lastSeen,
                () -> !answers.isEmpty(),
                HEARTBEAT,
                () -> now);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream.send(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldMoveTheClientsPlaceWithTheLastEventOfAStep() {
        answers.add(() -> changes(1, false, List.of()));
        answers.add(() -> changes(3, true, List.of(new RandomRows(1).row("d1")), "d2"));

        assertThat(sent(Optional.empty()))
                .startsWith("event: reset\ndata: {}\nid: 3.z.1\n\n:\nid: 3.z.1\n\n")
                .endsWith("""
                        event: row
                        data: {"dialogId":"d1"}

                        event: gone
                        data: {"dialogId":"d2"}
                        id: 3.z.3

                        """);
    }

    @Test
    void shouldEndWhenTheClientIsNotAdmittedAnyMore() {
        answers.add(() -> changes(1, true, List.of()));

        assertThat(sent(Optional.of("3.z.1"))).isEmpty();
    }

    @Test
    void shouldWaitWhilePartitionsAreAway() {
        answers.add(() -> {
            throw new PartitionsUnavailable(new TreeSet<>(List.of(1)));
        });
        answers.add(() -> new RowChanges(List.of(), new TreeSet<>(), marks(Mark.UNKNOWN), false));
        answers.add(() -> changes(9, true, List.of(), "d1"));

        assertThat(sent(Optional.of("3.z.8")))
                .contains("id: 3.z.8")
                .endsWith("data: {\"dialogId\":\"d1\"}\nid: 3.z.9\n\n");
    }
}
