package io.dialogpulse.standalone.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.DetailedStatus;
import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.ClientUpdated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.ClosingStarted;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.FormFilled;
import io.dialogpulse.events.HistoryRequested;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Pinned;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.EventRules;
import io.dialogpulse.streams.codec.EventCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedDialogTest {
    private static final Instant OPENS_AT = Instant.parse("2026-11-22T06:00:00.123Z");

    @Test
    void shouldGiveTheSameDialogForTheSameSeed() {
        assertThat(SimulatedDialog.of(42, OPENS_AT)).isEqualTo(SimulatedDialog.of(42, OPENS_AT));
        assertThat(SimulatedDialog.of(42, OPENS_AT)).isNotEqualTo(SimulatedDialog.of(43, OPENS_AT));
    }

    @Test
    void shouldKeepTheRulesOfInputEvents() {
        assertThat(many())
                .allSatisfy(simulated -> assertThat(EventRules.check(
                                simulated.event(),
                                simulated.dialogId(),
                                simulated.deliveredAt().toEpochMilli()))
                        .isEmpty());
    }

    @Test
    void shouldNotDeliverAnEventBeforeItOccurs() {
        assertThat(many())
                .allSatisfy(simulated -> assertThat(simulated.deliveredAt()).isAfterOrEqualTo(simulated.occurredAt()));
    }

    @Test
    void shouldUseEveryKindOfChange() {
        Set<Class<?>> kinds = many().stream()
                .map(SimulatedEvent::event)
                .filter(StatusEvent.class::isInstance)
                .map(event -> ((StatusEvent) event).getChange().getClass())
                .collect(Collectors.toSet());

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Opened.class,
                        Queued.class,
                        Accepted.class,
                        ClosingStarted.class,
                        Closed.class,
                        ClientRated.class,
                        Reviewed.class,
                        CrmLinked.class,
                        FormFilled.class,
                        HistoryRequested.class,
                        Pinned.class,
                        ClientUpdated.class);
    }

    @Test
    void shouldLeaveDialogsInEveryDetailedStatus() {
        Set<DetailedStatus> reached = LongStream.range(0, 2_000)
                .mapToObj(seed -> SimulatedDialog.of(seed, OPENS_AT))
                .map(SimulatedDialogTest::folded)
                .map(Dialog::detailedStatus)
                .collect(Collectors.toSet());

        assertThat(reached).containsExactlyInAnyOrder(DetailedStatus.values());
    }

    @Test
    void shouldReopenSomeDialogs() {
        assertThat(LongStream.range(0, 500).mapToObj(seed -> folded(SimulatedDialog.of(seed, OPENS_AT))))
                .anySatisfy(dialog -> assertThat(dialog.counts().reopenings()).isPositive());
    }

    @Test
    void shouldLetEveryRoleWriteAndRulesToo() {
        List<MessageEvent> messages = many().stream()
                .map(SimulatedEvent::event)
                .filter(MessageEvent.class::isInstance)
                .map(MessageEvent.class::cast)
                .toList();

        assertThat(messages)
                .extracting(message -> message.getAuthor().getRole())
                .contains(Role.CLIENT, Role.OPERATOR, Role.BOT, Role.SYSTEM);
        assertThat(messages)
                .anySatisfy(message -> assertThat(message.getAutomatic()).isTrue());
    }

    @Test
    void shouldDeliverSomeEventsLateAndSomeTwice() {
        List<SimulatedEvent> events = many();

        assertThat(events)
                .anySatisfy(simulated -> assertThat(simulated.deliveredAt())
                        .isAfter(simulated.occurredAt().plusSeconds(59)));
        assertThat(events.stream().map(SimulatedEvent::event).distinct()).hasSizeLessThan(events.size());
    }

    private static Dialog folded(List<SimulatedEvent> events) {
        Stream<DialogEvent> sorted = events.stream()
                .map(SimulatedEvent::event)
                .distinct()
                .map(EventCodec::decode)
                .sorted(Comparator.comparing(DialogEvent::position));
        return Dialog.fold(events.getFirst().dialogId(), sorted.iterator());
    }

    private static List<SimulatedEvent> many() {
        return LongStream.range(0, 2_000)
                .boxed()
                .flatMap(seed -> SimulatedDialog.of(seed, OPENS_AT).stream())
                .toList();
    }
}
