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
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep works for a moment, then events get their turn, however much there is to do. */
class SweepTurnsTest {
    private static final long T = TopologyHarness.RECEIVED.toEpochMilli();
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final int DIALOGS = 30;
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);
    private static final Person OLEG = new Person(Role.OPERATOR, "op1", "Олег", null);

    @TempDir
    Path stateDir;

    private TopologyHarness harness;

    @BeforeEach
    void fill() {
        harness = new TopologyHarness(stateDir);
        harness.publish("sales", line("t", 0, new LineChange.TargetsSet(new ResponseTargets(1_000L, null, 0, null))));
        for (int i = 0; i < DIALOGS; i++) {
            Change opened =
                    new Change.Opened(new Line("sales", "Sales"), "vk", Direction.INBOUND, Client.UNKNOWN, null);
            harness.publish("d" + i, new StatusChange("opened", T, null, opened));
            harness.publish("d" + i, new Message("e1", T + 10, CLIENT, "Привет", 0, false));
        }
        harness.written(Topic.DIALOGS);
    }

    @AfterEach
    void stop() {
        harness.close();
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
            Change queued = new Change.Queued(new Line("support", "Support"), null);
            harness.publish("d" + i, new Message("e2", T + 20, OLEG, "Да", 0, false));
            harness.publish("d" + i, new StatusChange("q", T + 30, null, queued));
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

    private static LineEvent line(String eventId, long after, LineChange change) {
        return new LineEvent(eventId, T + after, change);
    }
}
