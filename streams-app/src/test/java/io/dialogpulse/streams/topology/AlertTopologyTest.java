package io.dialogpulse.streams.topology;

import static io.dialogpulse.streams.topology.TestEvents.CLIENT;
import static io.dialogpulse.streams.topology.TestEvents.OLEG;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineChange;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Operator;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.core.target.ResponseTargets;
import io.dialogpulse.core.target.Shift;
import io.dialogpulse.core.target.WorkingHours;
import io.dialogpulse.metrics.AlertState;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.metrics.DialogResponse;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.ResponseOutcome;
import io.dialogpulse.schemas.Topic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets on rows and questions, and alerts as time goes by. Times are seconds from the beginning of the test. */
class AlertTopologyTest extends TopologyTest {
    private static final Instant BEGIN = TopologyHarness.RECEIVED;
    private static final ResponseTargets TARGETS = new ResponseTargets(60_000L, 30_000L, 20_000, null);

    private int passed;

    @BeforeEach
    void setTargets() {
        harness.publish("sales", targets("t1", TARGETS));
    }

    @Test
    void isRaisedWhenAQuestionIsDueSoonAndWhenItIsBreachedAndEndsWithTheAnswer() {
        ask();
        waitUntil(39);
        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();

        waitUntil(40);
        assertThat(alert("d|e1")).satisfies(alert -> {
            assertThat(alert.getState()).isEqualTo(AlertState.DUE_SOON);
            assertThat(alert.getOutcome()).isEqualTo(ResponseOutcome.OPEN);
            assertThat(alert.getResolvedAt()).isNull();
            assertThat(alert.getLineName()).isEqualTo("Line sales");
            assertThat(alert.getTargetMs()).isEqualTo(60_000);
            assertThat(alert.getDueAt()).isEqualTo(at(60));
            assertThat(alert.getIsFirst()).isTrue();
        });
        waitUntil(60);
        assertThat(alert("d|e1").getState()).isEqualTo(AlertState.BREACHED);
        waitUntil(90);
        harness.publish("d", message("e2", 90, OLEG));
        assertThat(alert("d|e1")).satisfies(alert -> {
            assertThat(alert.getState()).isEqualTo(AlertState.BREACHED);
            assertThat(alert.getOutcome()).isEqualTo(ResponseOutcome.ANSWERED);
            assertThat(alert.getResolvedAt()).isEqualTo(at(90));
            assertThat(alert.getOperatorName()).isEqualTo("Олег");
        });
        waitUntil(600);
        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();
    }

    @Test
    void aQuestionThatIsAnsweredInTimeNeverHasOne() {
        ask();
        waitUntil(30);
        harness.publish("d", message("e2", 30, OLEG));
        waitUntil(600);

        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();
    }

    @Test
    void aQuestionThatEndsWhenItIsDueSoonStaysSo() {
        ask();
        waitUntil(50);
        harness.publish("d", new StatusChange("x", at(50).toEpochMilli(), null, new Change.Closed(false)));
        waitUntil(600);

        assertThat(alert("d|e1")).satisfies(alert -> {
            assertThat(alert.getState()).isEqualTo(AlertState.DUE_SOON);
            assertThat(alert.getOutcome()).isEqualTo(ResponseOutcome.CLOSED_UNANSWERED);
        });
    }

    @Test
    void furtherQuestionsHaveATargetOfTheirOwn() {
        ask();
        harness.publish("d", message("e2", 1, OLEG));
        harness.publish("d", message("e3", 2, CLIENT));
        waitUntil(31);
        assertThat(alert("d|e3").getState()).isEqualTo(AlertState.DUE_SOON);
        waitUntil(32);
        assertThat(alert("d|e3").getState()).isEqualTo(AlertState.BREACHED);
    }

    @Test
    void anAnswerInTimeThatArrivesLateWithdrawsIt() {
        ask();
        waitUntil(100);
        assertThat(harness.alerts()).containsOnlyKeys("d|e1");

        harness.publish("d", message("e2", 30, OLEG));

        assertThat(harness.written(Topic.DIALOG_ALERTS)).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo("d|e1");
            assertThat(record.value).isNull();
        });
    }

    @Test
    void anEarlierMessageThatArrivesLateMakesItTheQuestion() {
        ask();
        waitUntil(60);
        harness.publish("d", message("e0", -5, CLIENT));
        waitUntil(61);

        assertThat(harness.alerts()).containsOnlyKeys("d|e0");
    }

    @Test
    void nothingIsRaisedForABacklogOfAnswersInTime() {
        harness.publish("d", opened("sales", -5_000));
        harness.publish("d", message("e1", -5_000, CLIENT));
        harness.publish("d", message("e2", -4_990, OLEG));
        waitUntil(10);

        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();
    }

    @Test
    void followsADialogThatIsHandedOver() {
        ask();
        waitUntil(45);
        assertThat(alert("d|e1").getOperatorId()).isNull();
        harness.publish("d", queued("q1", 45, null, new Operator("op2", "Нина", null)));
        assertThat(alert("d|e1").getOperatorName()).isEqualTo("Нина");

        harness.publish("d", queued("q2", 46, new Line("support", null), null));
        assertThat(harness.written(Topic.DIALOG_ALERTS))
                .singleElement()
                .satisfies(record -> assertThat(record.value).isNull());
        assertThat(row().getTargetMs()).isNull();
        waitUntil(600);
        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();
    }

    @Test
    void targetsThatAreSetLaterHoldForWhatIsThereAndAreTakenBack() {
        harness.publish("support", targets("t0", ResponseTargets.NONE));
        harness.publish("d", opened("support", 0));
        harness.publish("d", message("e1", 0, CLIENT));
        harness.publish("d", message("e2", 70, OLEG));
        harness.publish("d", message("e3", 80, CLIENT));
        waitUntil(90);
        assertThat(harness.alerts()).isEmpty();

        harness.publish("support", targets("t1", TARGETS));
        waitUntil(100);

        assertThat(harness.alerts()).containsOnlyKeys("d|e1", "d|e3");
        assertThat(row()).satisfies(row -> {
            assertThat(row.getTargetMs()).isEqualTo(30_000);
            assertThat(row.getDueAt()).isEqualTo(at(110));
        });
        assertThat(response("d|e1").getDueAt()).isEqualTo(at(60));

        harness.publish("support", targets("t2", ResponseTargets.NONE));
        waitUntil(130);

        assertThat(harness.written(Topic.DIALOG_ALERTS))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value).isNull());
        assertThat(row().getDueAt()).isNull();
    }

    @Test
    void aDeletedLineTakesItsAlertsAlong() {
        ask();
        waitUntil(70);
        assertThat(harness.alerts()).containsOnlyKeys("d|e1");

        harness.publish("sales", new LineEvent("x", at(70).toEpochMilli(), new LineChange.Deleted()));
        waitUntil(80);

        assertThat(harness.written(Topic.DIALOG_ALERTS))
                .singleElement()
                .satisfies(record -> assertThat(record.value).isNull());
        waitUntil(600);
        assertThat(harness.written(Topic.DIALOG_ALERTS)).isEmpty();
    }

    @Test
    void timeOutsideOfWorkingHoursDoesNotCount() {
        // The test begins on Sunday at 06:00
        WorkingHours hours = new WorkingHours(
                ZoneId.of("UTC"),
                List.of(
                        new Shift(DayOfWeek.SUNDAY, LocalTime.of(5, 0), LocalTime.of(6, 1)),
                        new Shift(DayOfWeek.SUNDAY, LocalTime.of(7, 0), LocalTime.of(8, 0))),
                new TreeSet<>());
        harness.publish("sales", targets("t2", new ResponseTargets(120_000L, null, 0, hours)));
        ask();
        assertThat(row().getDueAt()).isEqualTo(at(3_660));
        waitUntil(3_659);
        assertThat(harness.alerts()).isEmpty();
        waitUntil(3_660);
        assertThat(alert("d|e1").getState()).isEqualTo(AlertState.BREACHED);

        harness.publish("d", message("e2", 3_700, OLEG));

        assertThat(response("d|e1")).satisfies(response -> {
            assertThat(response.getResponseMs()).isEqualTo(3_700_000);
            assertThat(response.getWorkingResponseMs()).isEqualTo(160_000);
            assertThat(response.getTargetMs()).isEqualTo(120_000);
        });
    }

    private void ask() {
        harness.publish("d", opened("sales", 0));
        harness.publish("d", message("e1", 0, CLIENT));
    }

    private void waitUntil(int second) {
        for (; passed < second; passed++) {
            harness.letPass(Duration.ofSeconds(1));
        }
    }

    private DialogAlert alert(String key) {
        return Objects.requireNonNull(harness.alerts().get(key), key);
    }

    private DialogResponse response(String key) {
        return Objects.requireNonNull(harness.responses().get(key), key);
    }

    private DialogRow row() {
        return new ArrayList<>(harness.rows().values()).getFirst();
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static LineEvent targets(String eventId, ResponseTargets targets) {
        return new LineEvent(eventId, BEGIN.toEpochMilli(), new LineChange.TargetsSet(targets));
    }

    private static StatusChange opened(String lineId, int second) {
        Line line = new Line(lineId, "Line " + lineId);
        return new StatusChange(
                "opened",
                at(second).toEpochMilli(),
                null,
                new Change.Opened(line, "vk", Direction.INBOUND, Client.UNKNOWN, null));
    }

    private static StatusChange queued(String eventId, int second, @Nullable Line line, @Nullable Operator operator) {
        return new StatusChange(eventId, at(second).toEpochMilli(), null, new Change.Queued(line, operator));
    }

    private static Message message(String eventId, int second, Person author) {
        return new Message(eventId, at(second).toEpochMilli(), author, "text", 0, false);
    }
}
