package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vanishes with a line, and what does not; which events of it are rejected. */
class DeletedLineTest {
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
    void everythingOfItsDialogsVanishesAndNothingElse() {
        for (String dialogId : List.of("of-sales", "of-support")) {
            harness.publish(dialogId, opened(dialogId.substring(3), 0));
            harness.publish(dialogId, message("e1", 10, CLIENT));
            harness.publish(dialogId, message("e2", 20, OLEG));
            harness.publish(dialogId, message("e3", 30, CLIENT));
        }
        harness.letTimePass();

        harness.publish("sales", deleted());
        harness.letTimePass();

        assertThat(harness.rows()).containsOnlyKeys("of-support");
        assertThat(harness.timeline().keySet()).hasSize(4).allMatch(key -> key.startsWith("of-support|"));
        assertThat(harness.responses()).containsOnlyKeys("of-support|e1", "of-support|e3");
        assertThat(harness.rollups()).containsOnlyKeys(T + "|support|vk|op1");
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void aDialogThatLeftItBeforeStaysWithWhatItHadThere() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", message("e1", 10, CLIENT));
        harness.publish("d", message("e2", 20, OLEG));
        harness.publish("d", queued("q", "support", 30));

        harness.publish("sales", deleted());
        harness.letTimePass();

        assertThat(harness.rows()).containsOnlyKeys("d");
        assertThat(harness.timeline()).hasSize(4);
        assertThat(harness.responses()).containsOnlyKeys("d|e1");
        harness.publish("d", message("e3", 40, CLIENT));
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void laterEventsOfADialogThatVanishedAreRejectedUnchanged() {
        harness.publish("d", opened("sales", 0));
        harness.publish("sales", deleted());
        harness.letTimePass();

        rejects("d", message("e1", 10, CLIENT), "is gone");
        rejects("d", queued("q", "support", 20), "is gone");
        rejects("d", opened("support", 5), "is gone");
    }

    @Test
    void eventsThatArriveBeforeTheDialogWasSweptAreRejectedToo() {
        harness.publish("d", opened("sales", 0));
        harness.publish("sales", deleted());

        rejects("d", message("e1", 10, CLIENT), "is in line \"sales\"");
        rejects("d", queued("q", "support", 20), "is in line \"sales\"");
    }

    @Test
    void eventsThatNameItAreRejectedAndTheirDialogsGoOnWithout() {
        harness.publish("sales", deleted());
        harness.publish("there", opened("support", 0));

        rejects("new", opened("sales", 0), "would come to line \"sales\"");
        rejects("there", queued("q", "sales", 10), "would come to line \"sales\"");

        harness.publish("there", message("e1", 20, CLIENT));
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.rows()).containsOnlyKeys("there");
    }

    @Test
    void whatClientsGoOnWritingToItMakesNoDialogWithoutALine() {
        harness.publish("sales", deleted());
        rejects("opened-first", opened("sales", 0), "would come to line \"sales\"");
        rejects("opened-first", message("e1", 10, CLIENT), "is gone");

        harness.publish("written-first", message("e1", 10, CLIENT));
        harness.publish("written-first", opened("sales", 0));
        harness.letTimePass();

        assertThat(harness.deadLetters()).hasSize(1);
        assertThat(harness.rows()).isEmpty();
        assertThat(harness.timeline()).isEmpty();
        assertThat(harness.responses()).isEmpty();
        assertThat(harness.rollups()).isEmpty();
    }

    @Test
    void aLateEventThatWouldPutADialogBackIntoItIsRejectedAndForgotten() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", queued("q", "support", 30));
        harness.publish("sales", deleted());
        harness.letTimePass();

        // Closed before it was queued: that queueing would have had no effect.
        rejects("d", change("c", 20, new Change.Closed(false)), "would be back in line \"sales\"");

        harness.publish("d", message("e1", 10, CLIENT));
        assertThat(harness.rows()).containsOnlyKeys("d");
        assertThat(harness.timeline().keySet()).noneMatch(key -> key.endsWith("|c"));
    }

    @Test
    void aRedeliveryToADialogThatLivesIsIgnoredAlthoughItNamesTheLine() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", queued("q", "support", 30));
        harness.publish("sales", deleted());

        harness.publish("d", opened("sales", 0));

        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void deletionIsFinalWhateverIsSaidOfTheLineLater() {
        harness.publish("sales", deleted());
        harness.publish("sales", new LineEvent("r", T + 1_000_000, new LineChange.Renamed("Розница")));

        rejects("d", opened("sales", 2_000_000), "would come to line \"sales\"");
    }

    @Test
    void aTimelineOfAnyLengthIsRemovedInSteps() {
        harness.publish("d", opened("sales", 0));
        for (int i = 0; i < 1_000; i++) {
            harness.publish("d", message("e" + i, 10 + i, i % 2 == 0 ? CLIENT : OLEG));
        }
        harness.publish("sales", deleted());
        harness.letTimePass();

        assertThat(harness.timeline()).isEmpty();
        assertThat(harness.responses()).isEmpty();
        try (var left = harness.store("timeline").all()) {
            assertThat(left).isExhausted();
        }
    }

    private void rejects(String dialogId, DialogEvent event, String inDetail) {
        harness.written(Topic.DIALOGS);
        harness.publish(dialogId, event);

        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(dialogId.getBytes(StandardCharsets.UTF_8));
            assertThat(letter.value()).isEqualTo(harness.bytes(dialogId, event));
            assertThat(header(letter.headers().lastHeader(DeadLetterHeaders.REASON)))
                    .isEqualTo(RejectReason.LINE_DELETED.name());
            assertThat(header(letter.headers().lastHeader(DeadLetterHeaders.DETAIL)))
                    .contains(dialogId, inDetail);
        });
        assertThat(harness.written(Topic.DIALOGS)).as("rows after " + event).isEmpty();
    }

    private static String header(org.apache.kafka.common.header.Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static LineEvent deleted() {
        return new LineEvent("deleted", T + 500, new LineChange.Deleted());
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
