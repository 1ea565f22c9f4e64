package io.dialogpulse.standalone.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    private static final long SEED = 7;

    @Test
    void shouldGiveTheSameForTheSameSeedAndStart() {
        assertThat(new Agenda(SEED, START).due(START)).isEqualTo(new Agenda(SEED, START).due(START));
    }

    @Test
    void shouldBeginWithHundredsOfDialogsOfTheLastDays() {
        List<SimulatedEvent> past = new Agenda(SEED, START).due(START);

        assertThat(past.stream().map(SimulatedEvent::dialogId).distinct().count())
                .isBetween(500L, 800L);
        assertThat(past)
                .allSatisfy(simulated ->
                        assertThat(simulated.occurredAt()).isBetween(START.minus(Duration.ofDays(7)), START));
    }

    @Test
    void shouldDeliverInTheOrderOfDelivery() {
        assertThat(new Agenda(SEED, START).due(START))
                .isSortedAccordingTo(Comparator.comparing(SimulatedEvent::deliveredAt));
    }

    @Test
    void shouldGoOnAtAHumanPace() {
        Agenda agenda = new Agenda(SEED, START);
        agenda.due(START);

        Duration watched = Duration.ofMinutes(30);
        int live = agenda.due(START.plus(watched)).size();

        assertThat((double) live / watched.toSeconds()).as("events a second").isBetween(1.0, 5.0);
    }

    @Test
    void shouldDeliverNothingTwiceByLookingOftener() {
        Agenda seldom = new Agenda(SEED, START);
        Agenda often = new Agenda(SEED, START);
        Instant end = START.plusSeconds(600);

        List<SimulatedEvent> pieces = new ArrayList<>();
        for (Instant now = START; !now.isAfter(end); now = now.plusMillis(200)) {
            pieces.addAll(often.due(now));
        }

        assertThat(pieces).isEqualTo(seldom.due(end));
    }
}
