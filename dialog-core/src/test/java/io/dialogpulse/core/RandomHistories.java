package io.dialogpulse.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random histories: every kind of event, in probable and improbable order, many in one millisecond, ids that sort
 * differently as UTF-8 and as UTF-16.
 */
public final class RandomHistories {
    private static final long EPOCH = 1_790_000_000_000L;
    private static final List<String> ODD_IDS = List.of("a|b", "a%7Cb", "\uFF5E", "😀", "э", "a b/c?d#e", "0");

    private final RandomGenerator random;

    public RandomHistories(RandomGenerator random) {
        this.random = random;
    }

    /** Between 1 and {@code most} distinct events of one dialog, unsorted. */
    public List<DialogEvent> events(int most) {
        int count = 1 + random.nextInt(most);
        long at = EPOCH + random.nextInt(1_000_000);
        List<DialogEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            at += random.nextInt(3) == 0 ? 0 : random.nextInt(100_000);
            events.add(event(eventId(i), at));
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** The events shuffled, some of them delivered more than once. */
    public List<DialogEvent> redelivered(List<DialogEvent> events) {
        List<DialogEvent> deliveries = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(3) == 0).forEach(deliveries::add);
        events.stream().filter(_ -> random.nextInt(9) == 0).forEach(deliveries::add);
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private DialogEvent event(String eventId, long at) {
        if (random.nextInt(60) == 0) {
            return new StatusChange(
                    eventId, at, person(role()), new Change.ClientErased(Change.ClientErased.Metrics.KEPT));
        }
        if (random.nextInt(5) < 3) {
            return new Message(
                    eventId,
                    at,
                    person(role()),
                    random.nextBoolean() ? "текст " + eventId : null,
                    random.nextInt(3),
                    random.nextInt(6) == 0);
        }
        return new StatusChange(eventId, at, random.nextInt(4) == 0 ? null : person(role()), change());
    }

    private Change change() {
        return switch (random.nextInt(14)) {
            case 0, 1 ->
                new Change.Opened(
                        line(),
                        pick("telegram", "vk", "livechat"),
                        random.nextInt(4) == 0 ? Direction.OUTBOUND : Direction.INBOUND,
                        random.nextBoolean() ? client() : Client.UNKNOWN,
                        random.nextBoolean() ? "https://shop.example/" + random.nextInt(9) : "");
            case 2, 3 ->
                new Change.Queued(random.nextBoolean() ? line() : null, random.nextBoolean() ? operator() : null);
            case 4, 5 -> new Change.Accepted(operator());
            case 6 -> new Change.ClosingStarted();
            case 7 -> new Change.Closed(random.nextInt(5) == 0);
            case 8 -> new Change.ClientRated(1 + random.nextInt(5));
            case 9 ->
                new Change.Reviewed(
                        random.nextBoolean() ? 1 + random.nextInt(5) : null,
                        random.nextBoolean() ? "комментарий " + random.nextInt(9) : null);
            case 10 -> new Change.CrmLinked(List.of(link(), link()));
            case 11 -> random.nextBoolean() ? new Change.FormFilled() : new Change.HistoryRequested();
            case 12 -> new Change.Pinned(random.nextBoolean());
            default -> new Change.ClientUpdated(client());
        };
    }

    private String eventId(int number) {
        return (random.nextInt(4) == 0 ? ODD_IDS.get(random.nextInt(ODD_IDS.size())) : "e") + number;
    }

    private Role role() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> Role.CLIENT;
            case 4, 5, 6, 7 -> Role.OPERATOR;
            case 8 -> Role.BOT;
            default -> Role.SYSTEM;
        };
    }

    private Person person(Role role) {
        return new Person(role, maybe("p" + random.nextInt(4)), maybe("Имя " + random.nextInt(4)), maybe("sales"));
    }

    private Operator operator() {
        return new Operator("op" + random.nextInt(4), maybe("Олег"), maybe("support"));
    }

    private Client client() {
        return new Client(maybe("c" + random.nextInt(3)), maybe("Анна " + random.nextInt(3)));
    }

    private Line line() {
        return new Line("line" + random.nextInt(3), maybe("Продажи"));
    }

    private CrmLink link() {
        return new CrmLink(
                CrmType.valueOf(pick("LEAD", "CONTACT", "COMPANY", "DEAL", "ACTIVITY")),
                Integer.toString(random.nextInt(200)),
                maybe("https://crm.example/" + random.nextInt(9)));
    }

    private @Nullable String maybe(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "";
            default -> text;
        };
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
