package io.dialogpulse.streams.topology;

import static io.dialogpulse.streams.topology.TestEvents.CLIENT;
import static io.dialogpulse.streams.topology.TestEvents.OLEG;
import static io.dialogpulse.streams.topology.TestEvents.line;
import static io.dialogpulse.streams.topology.TestEvents.message;
import static io.dialogpulse.streams.topology.TestEvents.opened;
import static io.dialogpulse.streams.topology.TestEvents.queued;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sweep works for a moment, then events get their turn, however much there is to do. */
class SweepTurnsTest extends TopologyTest {
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final int DIALOGS = 30;

    @BeforeEach
    void fill() {
        harness.publish("sales", line("t", 0, new LineChange.TargetsSet(new ResponseTargets(1_000L, null, 0, null))));
        for (int i = 0; i < DIALOGS; i++) {
            harness.publish("d" + i, opened("sales", 0));
            harness.publish("d" + i, message("e1", 10, CLIENT));
        }
        harness.written(Topic.DIALOGS);
    }

    @Test
    void oneTurnFollowsAsManyDialogsAsItHasTimeFor() {
        harness.slowDown(Duration.ofMillis(20));
        harness.publish("sales", line("r", 100, new LineChange.Renamed("Retail")));

        Set<String> followed = new HashSet<>();
        for (int turn = 1; turn <= DIALOGS; turn++) {
            harness.letPass(PERIOD);
            harness.written(Topic.DIALOGS).forEach(row -> followed.add(row.key));
            assertThat(followed).hasSize(turn);
        }
    }

    @Test
    void whatSaysNothingNewIsNoReasonToGoThroughAllDialogs() {
        harness.publish("sales", line("r1", 100, new LineChange.Renamed("Retail")));
        harness.letTimePass();
        assertThat(harness.rows()).hasSize(DIALOGS);

        harness.publish("sales", line("r2", 200, new LineChange.Renamed("Retail")));
        harness.publish("sales", line("r0", 50, new LineChange.Renamed("Shop")));
        harness.letTimePass();

        assertThat(harness.written(Topic.DIALOGS)).isEmpty();
    }

    @Test
    void aQuestionThatLeftTheLineFollowsWhatWasSaidOfItBeforeItWasDeleted() {
        for (int i = 0; i < DIALOGS; i++) {
            harness.publish("d" + i, message("e2", 20, OLEG));
            harness.publish("d" + i, queued("q", "support", 30));
        }
        harness.slowDown(Duration.ofMillis(20));
        harness.publish("sales", line("r", 100, new LineChange.Renamed("Retail")));
        harness.letPass(PERIOD);
        harness.publish("sales", line("x", 200, new LineChange.Deleted()));
        for (int turn = 0; turn < 3 * DIALOGS; turn++) {
            harness.letPass(PERIOD);
        }

        assertThat(harness.responses().values())
                .hasSize(DIALOGS)
                .allSatisfy(question -> assertThat(question.getLineName()).isEqualTo("Retail"));
    }

    @Test
    void nobodyIsAlertedForADialogThatIsAboutToVanish() {
        harness.slowDown(Duration.ofMillis(20));
        harness.publish("sales", line("x", 100, new LineChange.Deleted()));
        harness.letPass(Duration.ofSeconds(30));

        assertThat(harness.written(Topic.DIALOGS)).hasSizeLessThan(DIALOGS);
        assertThat(harness.alerts()).isEmpty();
    }
}
