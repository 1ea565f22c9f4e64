package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.Client;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes down what happens in one dialog, and how the channel delivers it: mostly at once, at times late or twice. */
final class Transcript {
    private static final int LATE_PERCENT = 3;
    private static final int TWICE_PERCENT = 2;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Person BOT = new Person(Role.BOT, "bot", "Бот", null);
    private static final Person SYSTEM = new Person(Role.SYSTEM, null, null, null);

    private final String dialogId;
    private final Chance chance;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private Instant now;
    private int written;

    Transcript(String dialogId, Instant opensAt, Chance chance) {
        this.dialogId = dialogId;
        // The events carry milliseconds.
        this.now = opensAt.truncatedTo(ChronoUnit.MILLIS);
        this.chance = chance;
    }

    /** Lets time pass. */
    void pass(Duration shortest, Duration longest) {
        now = now.plus(chance.pause(shortest, longest)).truncatedTo(ChronoUnit.MILLIS);
    }

    void client(Client client, String text) {
        Person author = new Person(Role.CLIENT, client.getId(), client.getName(), null);
        int attachments = chance.percent(8) ? chance.between(1, 3) : 0;
        deliver(new MessageEvent(nextId(), dialogId, now, author, text, attachments, false));
    }

    void operator(Operator operator, String text) {
        deliver(new MessageEvent(nextId(), dialogId, now, person(operator), text, 0, false));
    }

    /** A message of a rule, sent in the operator's name. */
    void automatic(Operator operator, String text) {
        deliver(new MessageEvent(nextId(), dialogId, now, person(operator), text, 0, true));
    }

    void bot(String text) {
        deliver(new MessageEvent(nextId(), dialogId, now, BOT, text, 0, false));
    }

    void system(String text) {
        deliver(new MessageEvent(nextId(), dialogId, now, SYSTEM, text, 0, false));
    }

    /** A change that an operator made. */
    void changeBy(Operator operator, Object change) {
        status(person(operator), change);
    }

    /** A change that the client made. */
    void changeBy(Client client, Object change) {
        status(new Person(Role.CLIENT, client.getId(), client.getName(), null), change);
    }

    /** A change that the system made. */
    void change(Object change) {
        status(SYSTEM, change);
    }

    List<SimulatedEvent> events() {
        return List.copyOf(events);
    }

    private void status(@Nullable Person actor, Object change) {
        deliver(new StatusEvent(nextId(), dialogId, now, actor, change));
    }

    private void deliver(SpecificRecord event) {
        Instant deliveredAt = now;
        if (chance.percent(LATE_PERCENT)) {
            deliveredAt = now.plus(chance.pause(Duration.ofMinutes(1), LONGEST_DELAY));
        }
        events.add(new SimulatedEvent(event, deliveredAt));
        if (chance.percent(TWICE_PERCENT)) {
            Instant again = deliveredAt.plus(chance.pause(Duration.ofMillis(200), Duration.ofSeconds(30)));
            events.add(new SimulatedEvent(event, again));
        }
    }

    private String nextId() {
        written++;
        return "e" + written;
    }

    private static Person person(Operator operator) {
        return new Person(Role.OPERATOR, operator.getId(), operator.getName(), operator.getDepartmentId());
    }
}
