package io.dialogpulse.streams.topology;

import static io.dialogpulse.streams.topology.TestEvents.CLIENT;
import static io.dialogpulse.streams.topology.TestEvents.OLEG;
import static io.dialogpulse.streams.topology.TestEvents.line;
import static io.dialogpulse.streams.topology.TestEvents.message;
import static io.dialogpulse.streams.topology.TestEvents.opened;
import static io.dialogpulse.streams.topology.TestEvents.queued;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the events of lines do to dialogs. */
class LineTopologyTest extends TopologyTest {
    @Test
    void aRenamedLineChangesTheNameOnRowsAndQuestionsThatAreThere() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", message("e1", 10, CLIENT));
        harness.publish("other", opened("support", 0));

        harness.publish("sales", renamed("r1", 100, "Розница"));
        harness.letTimePass();

        assertThat(lineNames()).isEqualTo(Map.of("d", "Розница", "other", "Line support"));
        assertThat(harness.responses().get("d|e1"))
                .satisfies(
                        question -> assertThat(Objects.requireNonNull(question).getLineName())
                                .isEqualTo("Розница"));
    }

    @Test
    void questionsThatEndedInARenamedLineFollowAlthoughTheDialogIsElsewhere() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", message("e1", 10, CLIENT));
        harness.publish("d", message("e2", 20, OLEG));
        harness.publish("d", queued("q", "support", 30));
        harness.publish("d", message("e3", 40, CLIENT));
        harness.publish("d", message("e4", 50, OLEG));

        harness.publish("sales", renamed("r1", 100, "Розница"));
        harness.letTimePass();

        Map<String, String> names = new TreeMap<>();
        harness.responses().forEach((key, question) -> names.put(key, question.getLineName()));
        assertThat(names).isEqualTo(Map.of("d|e1", "Розница", "d|e3", "Line support"));
        assertThat(lineNames()).isEqualTo(Map.of("d", "Line support"));
    }

    @Test
    void eventsAfterARenamingHaveTheNewNameAtOnceWhateverTheySay() {
        harness.publish("sales", renamed("r1", 0, "Розница"));

        harness.publish("opens", opened("sales", 0));
        harness.publish("opens", message("e1", 10, CLIENT));
        harness.publish("comes", opened("support", 0));
        harness.publish("comes", queued("q", "sales", 10));

        assertThat(lineNames()).isEqualTo(Map.of("opens", "Розница", "comes", "Розница"));
        assertThat(Objects.requireNonNull(harness.responses().get("opens|e1")).getLineName())
                .isEqualTo("Розница");
    }

    @Test
    void ofSeveralNamesTheLatestCountsWhateverTheOrderOfArrival() {
        harness.publish("d", opened("sales", 0));
        harness.publish("sales", renamed("r3", 300, "Third"));
        harness.publish("sales", renamed("r1", 100, "First"));
        harness.publish("sales", renamed("r2", 300, "Second"));
        harness.letTimePass();
        harness.publish("d", message("e1", 10, CLIENT));

        assertThat(lineNames()).isEqualTo(Map.of("d", "Third"));
    }

    @Test
    void aRenamingThatIsDeliveredAgainChangesNothing() {
        harness.publish("d", opened("sales", 0));
        harness.publish("sales", renamed("r1", 100, "Розница"));
        harness.letTimePass();
        harness.written(Topic.DIALOGS);

        harness.publish("sales", renamed("r1", 100, "Розница"));
        harness.letTimePass();

        assertThat(harness.written(Topic.DIALOGS)).isEmpty();
    }

    private Map<String, String> lineNames() {
        Map<String, String> names = new HashMap<>();
        harness.rows().forEach((dialogId, row) -> names.put(dialogId, row.getLineName()));
        return names;
    }

    private static LineEvent renamed(String eventId, long after, String name) {
        return line(eventId, after, new LineChange.Renamed(name));
    }
}
