package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Case;
import io.dialogpulse.core.Columns;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.core.Role;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.streams.RowColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialogTopologyTest extends TopologyTest {
    private static final long T = 1_790_000_000_000L;
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void publishesTheRowOfTheExample(Case example) {
        example.events().forEach(event -> harness.publish("d1", event));

        assertThat(RowColumns.of(of("d1", harness.rows()))).containsExactlyInAnyOrderEntriesOf(example.row());
    }

    static Stream<Case> cases() {
        return Case.all();
    }

    @Test
    void shuffledAndRedeliveredEventsOfManyDialogsGiveTheRowsOfTheFold() {
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        RandomHistories histories = new RandomHistories(new Random(seed));
        Map<String, List<DialogEvent>> events = new HashMap<>();
        List<Map.Entry<String, DialogEvent>> deliveries = new ArrayList<>();
        for (String dialogId : oddDialogIds()) {
            events.put(dialogId, histories.events(30));
            histories.redelivered(events.get(dialogId)).forEach(event -> deliveries.add(Map.entry(dialogId, event)));
        }
        Collections.shuffle(deliveries, new Random(seed));

        deliveries.forEach(delivery -> harness.publish(delivery.getKey(), delivery.getValue()));

        Map<String, DialogRow> rows = harness.rows();
        assertThat(harness.deadLetters()).isEmpty();
        events.forEach((dialogId, ofDialog) -> assertThat(RowColumns.of(of(dialogId, rows)))
                .as("dialog %s, seed %d", dialogId, seed)
                .isEqualTo(Columns.of(Histories.fold(dialogId, ofDialog))));
        assertThat(harness.timeline())
                .as("seed %d", seed)
                .hasSize(events.values().stream().mapToInt(List::size).sum());
    }

    /** Many plain ids, and such that a careless key would mix up. */
    private static List<String> oddDialogIds() {
        List<String> ids = new ArrayList<>(List.of("a", "a|", "a|1790000000000|2|e1", "a%7C", "ab", "😀", "a b/c?d"));
        for (int i = 0; i < 200; i++) {
            ids.add("dialog-" + i);
        }
        return ids;
    }

    @Test
    void numbersDialogsInTheOrderInWhichTheyAreFirstSeen() {
        harness.publish("b", message("e1", T));
        harness.publish("a", message("e1", T - 1_000));
        harness.publish("b", message("e0", T - 2_000));

        Map<String, DialogRow> rows = harness.rows();

        assertThat(of("b", rows).getNumber()).isEqualTo(1);
        assertThat(of("a", rows).getNumber()).isEqualTo(2);
    }

    @Test
    void writesNothingForARedelivery() {
        harness.publish("d", message("e1", T));
        harness.publish("d", message("e2", T + 1));
        harness.rows();
        harness.timeline();

        harness.publish("d", message("e1", T));
        harness.publish("d", message("e2", T + 1));

        assertThat(harness.rows()).isEmpty();
        assertThat(harness.timeline()).isEmpty();
    }

    @Test
    void keysOfTheTimelineSortInEventOrder() {
        harness.publish("d", message("e3", T + 1));
        harness.publish("d", message("e9", T));
        harness.publish("d", message("e1", T));

        assertThat(harness.timeline().keySet().stream().sorted())
                .containsExactly("d|1790000000000|2|e1", "d|1790000000000|2|e9", "d|1790000000001|2|e3");
    }

    private static DialogRow of(String dialogId, Map<String, DialogRow> rows) {
        return Objects.requireNonNull(rows.get(dialogId), () -> "no row of dialog " + dialogId);
    }

    private static Message message(String eventId, long at) {
        return new Message(eventId, at, CLIENT, "Вопрос?", 0, false);
    }
}
