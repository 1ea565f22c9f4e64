package io.dialogpulse.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.core.rollup.Contribution;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.AvroEvents;
import io.dialogpulse.streams.RandomTargets;
import io.dialogpulse.streams.codec.PlacementForm.Placed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a store keeps is what the fold knows: nothing is lost between two events. */
class StoredFormTest {
    private static final long SEED = 20_261_122L;
    private static final Registry REGISTRY = Registry.at("mock://stored-form");

    private final StoredForm form = new StoredForm();
    private final KafkaAvroSerializer serializer = REGISTRY.serializer();

    @BeforeAll
    static void registerSubjects() throws Exception {
        REGISTRY.registerSubjects();
    }

    @Test
    void aDialogComesBackAsItWas() {
        RandomHistories histories = new RandomHistories(new Random(SEED));
        for (int i = 0; i < 2_000; i++) {
            List<DialogEvent> events = histories.events(30);
            Dialog dialog = Histories.fold("d" + i, events);

            byte[] row = serializer.serialize(Topic.DIALOGS.topicName(), RowCodec.encode(dialog, i, null));
            byte[] stored = form.ofDialog(row, dialog);

            assertThat(form.kept(stored))
                    .as("history %d of seed %d", i, SEED)
                    .isEqualTo(new StoredForm.NumberedDialog(dialog, i));
        }
    }

    @Test
    void anEventComesBackAsItWas() {
        RandomHistories histories = new RandomHistories(new Random(SEED));
        for (int i = 0; i < 500; i++) {
            for (DialogEvent event : histories.events(30)) {
                byte[] entry =
                        serializer.serialize(Topic.DIALOG_TIMELINE.topicName(), TimelineCodec.encode("d", event));

                assertThat(form.event(StoredForm.ofEntry(entry)))
                        .as("history %d of seed %d", i, SEED)
                        .isEqualTo(event);
            }
        }
    }

    @Test
    void whatADialogAddsToARollupComesBackAsItWas() {
        PlacementForm placements = new PlacementForm();
        RandomHistories histories = new RandomHistories(new Random(SEED));
        for (int i = 0; i < 500; i++) {
            Placed placed = new Placed("d" + i, Contribution.of(Histories.fold("d" + i, histories.events(30))));

            assertThat(placements.decode(placements.encode(placed)))
                    .as("history %d of seed %d", i, SEED)
                    .isEqualTo(placed);
        }
        Placed removed = new Placed("d", null);
        assertThat(placements.decode(placements.encode(removed))).isEqualTo(removed);
    }

    @Test
    void whatHoldsForALineComesBackAsItWas() {
        LineForm lines = new LineForm();
        RandomTargets targets = new RandomTargets(new Random(SEED));
        for (int i = 0; i < 500; i++) {
            LineEvent event = targets.event("e" + i, i);
            LineFacts facts =
                    LineFacts.NONE.with(event).with(new LineEvent("r", i, new LineChange.Renamed("Line " + i)));

            assertThat(EventCodec.decode(AvroEvents.of("line", event))).isEqualTo(event);
            assertThat(lines.decode(lines.encode(facts)))
                    .as("event %d of seed %d", i, SEED)
                    .isEqualTo(facts);
        }
    }

    @Test
    void refusesAFormatOfAnotherVersion() {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> form.kept(new byte[] {99, 0, 0}))
                .withMessageContaining("format 99");
    }
}
