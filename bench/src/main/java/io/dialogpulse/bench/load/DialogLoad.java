package io.dialogpulse.bench.load;

import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.Client;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.ClosingStarted;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Endless events of many dialogs that go on at the same time: {@value #EVENTS_A_DIALOG} a dialog, about 211 bytes each
 * on the wire, as the figures in the documentation assume. The same seed gives the same events.
 *
 * <p>Not thread-safe.
 */
public final class DialogLoad {
    /** How many events make a dialog. */
    public static final int EVENTS_A_DIALOG = 12;

    /** The lines that dialogs come to, in turn, unless others are given; their ids begin with "line-". */
    public static final List<String> LINES =
            IntStream.range(0, 20).mapToObj(Integer::toString).toList();

    private static final String QUESTION =
            "Hello, my order has not arrived yet, and the tracking page has shown nothing "
                    + "new since Monday morning. I have already written to the courier, but they say that only the shop can ask "
                    + "them. Could you please find out where the parcel is, and when I can expect it?";
    private static final String ANSWER =
            "Thank you for waiting, and sorry for the trouble. I have asked the courier: the "
                    + "parcel left the sorting centre this morning, and you will have it tomorrow before noon. The number of the "
                    + "shipment has not changed; the tracking page will show it tonight.";
    private static final String PAGE = "https://shop.example/catalogue/outdoor/tents-and-tarps/item-204817?utm_source="
            + "newsletter&utm_campaign=autumn";
    private static final int OPERATORS = 200;

    private final RandomGenerator random;
    private final String prefix;
    private final List<String> lines;
    private final Slot[] open;
    private int started;

    private static final class Slot {
        private int dialog;
        private int step;
    }

    /**
     * @param prefix begins every dialogId
     * @param concurrent how many dialogs are open at a time
     */
    public DialogLoad(String prefix, long seed, int concurrent) {
        this(prefix, LINES, seed, concurrent);
    }

    /**
     * @param prefix begins every dialogId
     * @param lines which dialogs come to in turn
     * @param concurrent how many dialogs are open at a time
     */
    public DialogLoad(String prefix, List<String> lines, long seed, int concurrent) {
        this.prefix = prefix;
        this.lines = lines;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        open = new Slot[concurrent];
        for (int i = 0; i < concurrent; i++) {
            open[i] = new Slot();
        }
    }

    /** How many dialogs have begun. */
    public int dialogs() {
        return started;
    }

    /**
     * The next event of some dialog, as the record that carries it.
     *
     * @param occurredAt not before that of the event before
     */
    public ProducerRecord<String, Object> next(Instant occurredAt) {
        Slot slot = open[random.nextInt(open.length)];
        if (slot.step == 0) {
            slot.dialog = started++;
        }
        int step = slot.step;
        slot.step = (step + 1) % EVENTS_A_DIALOG;
        return event(slot.dialog, step, occurredAt);
    }

    private ProducerRecord<String, Object> event(int dialog, int step, Instant at) {
        String id = prefix + dialog;
        return switch (step) {
            case 0 -> status(id, step, at, null, opened(dialog));
            case 1, 5, 7 -> message(id, step, at, client(dialog), QUESTION);
            case 2 -> status(id, step, at, null, new Queued(null, null, null));
            case 3 -> status(id, step, at, person(operator(dialog)), new Accepted(operator(dialog)));
            case 4, 6, 8 -> message(id, step, at, person(operator(dialog)), ANSWER);
            case 9 -> status(id, step, at, person(operator(dialog)), new ClosingStarted());
            case 10 -> status(id, step, at, client(dialog), new ClientRated(1 + dialog % 5));
            default -> status(id, step, at, null, new Closed(false));
        };
    }

    private Opened opened(int dialog) {
        Client client = new Client("client-" + dialog, "Client Number " + dialog);
        String line = lines.get(dialog % lines.size());
        return new Opened("line-" + line, "Line " + line, "livechat", Direction.INBOUND, client, PAGE);
    }

    private static Operator operator(int dialog) {
        int number = dialog % OPERATORS;
        return new Operator("operator-" + number, "Operator Number " + number, "department-" + number % 10);
    }

    private static Person person(Operator operator) {
        return new Person(Role.OPERATOR, operator.getId(), operator.getName(), operator.getDepartmentId());
    }

    private static Person client(int dialog) {
        return new Person(Role.CLIENT, "client-" + dialog, "Client Number " + dialog, null);
    }

    private static ProducerRecord<String, Object> message(String id, int step, Instant at, Person author, String text) {
        return record(Topic.DIALOG_MESSAGES, id, at, new MessageEvent("event-" + step, id, at, author, text, 0, false));
    }

    private static ProducerRecord<String, Object> status(
            String id, int step, Instant at, @Nullable Person actor, Object change) {
        return record(Topic.DIALOG_STATUSES, id, at, new StatusEvent("event-" + step, id, at, actor, change));
    }

    private static ProducerRecord<String, Object> record(Topic topic, String id, Instant at, Object event) {
        // The record's own time decides in which order Kafka Streams takes the two topics.
        return new ProducerRecord<>(topic.topicName(), null, at.toEpochMilli(), id, event);
    }
}
