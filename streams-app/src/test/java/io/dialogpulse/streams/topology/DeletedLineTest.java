package io.dialogpulse.streams.topology;

import static io.dialogpulse.streams.topology.TestEvents.CLIENT;
import static io.dialogpulse.streams.topology.TestEvents.OLEG;
import static io.dialogpulse.streams.topology.TestEvents.T;
import static io.dialogpulse.streams.topology.TestEvents.change;
import static io.dialogpulse.streams.topology.TestEvents.line;
import static io.dialogpulse.streams.topology.TestEvents.message;
import static io.dialogpulse.streams.topology.TestEvents.opened;
import static io.dialogpulse.streams.topology.TestEvents.queued;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vanishes with a line, and what does not; which events of it are rejected. */
class DeletedLineTest extends TopologyTest {
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
        harness.publish("sales", line("r", 1_000_000, new LineChange.Renamed("Розница")));

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
        return line("deleted", 500, new LineChange.Deleted());
    }
}
