package io.dialogpulse.standalone.simulation;

import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.Client;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.ClientUpdated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.ClosingStarted;
import io.dialogpulse.events.CrmEntity;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.CrmType;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.FormFilled;
import io.dialogpulse.events.HistoryRequested;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Pinned;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.standalone.simulation.Cast.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One invented dialog, from its opening to wherever it gets: a pure function of a seed and the time of opening. */
public final class SimulatedDialog {
    private static final int LEFT_OPEN_PERCENT = 1;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String dialogId;
    private final Chance chance;
    private final Transcript transcript;
    private final Language language;
    private final String channel;
    private final Client client;
    private Line line;
    private Operator operator;

    private SimulatedDialog(long seed, Instant opensAt) {
        chance = new Chance(seed);
        language = chance.percent(70) ? Language.RUSSIAN : Language.ENGLISH;
        channel = chance.oneOf(Cast.CHANNELS);
        line = chance.oneOf(Cast.LINES);
        operator = Cast.operatorOf(line, chance);
        client = new Client("client-" + chance.between(1, 2_000), Cast.clientName(language, chance));
        dialogId = channel + "-" + Long.toString(opensAt.toEpochMilli(), 36) + "-"
                + Integer.toString(chance.between(0, 1_679_615), 36);
        transcript = new Transcript(dialogId, opensAt, chance);
    }

    /**
     * The dialog's events in the order they occurred; redeliveries follow their first delivery.
     *
     * @param seed decides everything but the times, which are counted from {@code opensAt}
     */
    public static List<SimulatedEvent> of(long seed, Instant opensAt) {
        SimulatedDialog dialog = new SimulatedDialog(seed, opensAt);
        dialog.play();
        return dialog.transcript.events();
    }

    private void play() {
        boolean outbound = chance.percent(8);
        open(outbound);
        if (!outbound && chance.percent(4)) {
            spam();
            return;
        }
        if (leftOpen()) {
            return;
        }
        if (!outbound && chance.percent(35)) {
            botPhase();
        }
        if (chance.percent(75)) {
            queue();
            if (leftOpen()) {
                return;
            }
        }
        if (talk()) {
            end();
        }
    }

    private void open(boolean outbound) {
        boolean named = chance.percent(85);
        Client known = new Client(client.getId(), named ? client.getName() : null);
        @Nullable
        String page = channel.equals("livechat") ? "https://shop.example/catalog/" + chance.between(1, 400) : null;
        Direction direction = outbound ? Direction.OUTBOUND : Direction.INBOUND;
        transcript.change(new Opened(line.id(), line.name(), channel, direction, known, page));
        transcript.pass(Duration.ofMillis(50), SECOND);
        if (outbound) {
            transcript.operator(operator, language.outboundOpening());
            transcript.pass(SECOND.multipliedBy(20), MINUTE.multipliedBy(5));
        }
        transcript.client(known, chance.oneOf(language.exchanges()).question());
        if (!named && chance.percent(60)) {
            transcript.pass(SECOND, MINUTE);
            transcript.changeBy(client, new ClientUpdated(client));
        }
        if (chance.percent(30)) {
            transcript.change(new CrmLinked(List.of(entity(CrmType.LEAD), entity(CrmType.CONTACT))));
        }
    }

    private void spam() {
        transcript.pass(SECOND, SECOND.multipliedBy(20));
        transcript.client(client, language.spam());
        transcript.pass(SECOND.multipliedBy(5), MINUTE);
        transcript.changeBy(operator, new Closed(true));
    }

    private void botPhase() {
        transcript.pass(Duration.ofMillis(300), SECOND.multipliedBy(2));
        transcript.bot(language.botGreeting());
        if (chance.percent(50)) {
            transcript.pass(SECOND.multipliedBy(5), MINUTE);
            transcript.changeBy(client, new FormFilled());
        }
        for (int i = chance.between(0, 2); i > 0; i--) {
            transcript.pass(SECOND.multipliedBy(4), MINUTE);
            var exchange = chance.oneOf(language.exchanges());
            transcript.client(client, exchange.question());
            transcript.pass(Duration.ofMillis(300), SECOND.multipliedBy(2));
            transcript.bot(exchange.answer());
        }
        transcript.pass(SECOND, SECOND.multipliedBy(5));
        transcript.bot(language.botHandover());
    }

    private void queue() {
        transcript.change(new Queued(null, null, null));
        if (chance.percent(40)) {
            transcript.pass(SECOND, SECOND.multipliedBy(3));
            transcript.automatic(operator, language.automaticWait());
        }
        transcript.pass(SECOND.multipliedBy(3), MINUTE.multipliedBy(4));
    }

    /** Whether the talk came to its end. */
    private boolean talk() {
        transcript.pass(SECOND.multipliedBy(2), MINUTE.multipliedBy(2));
        transcript.changeBy(operator, new Accepted(operator));
        if (leftOpen()) {
            return false;
        }
        int rounds = chance.between(1, 6);
        for (int round = 0; round < rounds; round++) {
            if (!round(round > 0 || chance.percent(25))) {
                return false;
            }
            if (chance.percent(8)) {
                transfer();
            }
        }
        return true;
    }

    /** A question, unless the client has asked already, and its answer; false if the dialog stays there. */
    private boolean round(boolean asks) {
        var exchange = chance.oneOf(language.exchanges());
        if (asks) {
            transcript.pass(SECOND.multipliedBy(3), MINUTE.multipliedBy(3));
            transcript.client(client, exchange.question());
            if (leftOpen()) {
                return false;
            }
        }
        aside();
        transcript.pass(SECOND.multipliedBy(4), MINUTE.multipliedBy(5));
        transcript.operator(operator, exchange.answer());
        return !leftOpen();
    }

    private void aside() {
        if (chance.percent(3)) {
            transcript.changeBy(operator, new Pinned(true));
        }
        if (chance.percent(3)) {
            transcript.changeBy(client, new HistoryRequested());
        }
        if (chance.percent(5)) {
            transcript.changeBy(operator, new CrmLinked(List.of(entity(CrmType.DEAL))));
        }
    }

    private void transfer() {
        transcript.pass(SECOND.multipliedBy(2), SECOND.multipliedBy(40));
        Operator from = operator;
        if (chance.percent(50)) {
            line = chance.oneOf(Cast.LINES);
            operator = Cast.operatorOf(line, chance);
            transcript.changeBy(from, new Queued(line.id(), line.name(), null));
            transcript.system("→ " + line.name());
        } else {
            operator = Cast.operatorOf(line, chance);
            transcript.changeBy(from, new Queued(null, null, operator));
        }
        transcript.pass(SECOND.multipliedBy(3), MINUTE.multipliedBy(3));
        transcript.changeBy(operator, new Accepted(operator));
    }

    private void end() {
        if (chance.percent(50)) {
            transcript.pass(SECOND.multipliedBy(2), MINUTE);
            transcript.client(client, language.thanks());
        }
        close();
        if (chance.percent(7)) {
            transcript.pass(MINUTE, MINUTE.multipliedBy(15));
            transcript.client(client, language.onceMore());
            if (round(false)) {
                close();
            }
        }
        if (chance.percent(10)) {
            transcript.pass(MINUTE.multipliedBy(5), Duration.ofHours(5));
            transcript.change(new Reviewed(chance.between(2, 5), chance.percent(40) ? "👍" : null));
        }
    }

    private void close() {
        transcript.pass(SECOND.multipliedBy(5), MINUTE.multipliedBy(2));
        if (chance.percent(70)) {
            transcript.changeBy(operator, new ClosingStarted());
            transcript.automatic(operator, language.automaticFarewell());
            if (leftOpen()) {
                return;
            }
            transcript.pass(SECOND.multipliedBy(5), MINUTE.multipliedBy(3));
            if (chance.percent(55)) {
                transcript.changeBy(
                        client, new ClientRated(chance.percent(80) ? chance.between(4, 5) : chance.between(1, 3)));
            }
            transcript.change(new Closed(false));
        } else {
            transcript.changeBy(operator, new Closed(false));
        }
    }

    /** People forget: at every stage a few dialogs stay where they are. */
    private boolean leftOpen() {
        return chance.percent(LEFT_OPEN_PERCENT);
    }

    private CrmEntity entity(CrmType type) {
        int id = chance.between(1, 90_000);
        return new CrmEntity(
                type, Integer.toString(id), "https://crm.example/" + type.name().toLowerCase(Locale.ROOT) + "/" + id);
    }
}
