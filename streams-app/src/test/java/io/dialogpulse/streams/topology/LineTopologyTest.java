package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.schemas.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the events of lines do to dialogs. */
class LineTopologyTest {
    private static final long T = 1_790_002_800_000L;
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);
    private static final Person OLEG = new Person(Role.OPERATOR, "op1", "Олег", "sales");

    @TempDir
    Path stateDir;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(stateDir);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

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
        return new LineEvent(eventId, T + after, new LineChange.Renamed(name));
    }

    private static StatusChange opened(String lineId, long after) {
        Line line = new Line(lineId, "Line " + lineId);
        return change("opened", after, new Change.Opened(line, "vk", Direction.INBOUND, Client.UNKNOWN, null));
    }

    private static StatusChange queued(String eventId, String lineId, long after) {
        return change(eventId, after, new Change.Queued(new Line(lineId, "Line " + lineId), null));
    }

    private static StatusChange change(String eventId, long after, Change change) {
        return new StatusChange(eventId, T + after, null, change);
    }

    private static Message message(String eventId, long after, Person author) {
        return new Message(eventId, T + after, author, "text", 0, false);
    }
}
