package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Change;
import io.dialogpulse.core.Change.ClientErased.Metrics;
import io.dialogpulse.core.Client;
import io.dialogpulse.core.CrmLink;
import io.dialogpulse.core.CrmType;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.Direction;
import io.dialogpulse.core.Histories;
import io.dialogpulse.core.Line;
import io.dialogpulse.core.Message;
import io.dialogpulse.core.Person;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.core.Role;
import io.dialogpulse.core.StatusChange;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.EntryType;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.TimelineKey;
import io.dialogpulse.streams.codec.TimelineCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is left of a client who asked to be forgotten: in the topics and in the state. */
class ErasedClientTest extends TopologyTest {
    private static final long T = 1_790_002_800_000L;
    private static final String SECRET = "Секрет";
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", SECRET, null);
    private static final Person OLEG = new Person(Role.OPERATOR, "op1", "Олег", "sales");

    @Test
    void nothingOfTheClientIsLeftButIdsTimesAndCounts() {
        publishDialog();
        DialogRow before = row();
        harness.timeline();

        harness.publish("d", erased(100, Metrics.KEPT));
        harness.letTimePass();

        DialogRow after = row();
        assertThat(after.toString()).doesNotContain(SECRET);
        assertThat(after.getClientId()).isEqualTo("c1");
        assertThat(after.getClientRating()).isEqualTo(before.getClientRating());
        assertThat(after.getFirstResponseMs()).isEqualTo(before.getFirstResponseMs());
        assertThat(after.getMessageCount()).isEqualTo(before.getMessageCount());
        Map<String, TimelineEntry> rewritten = harness.timeline();
        assertThat(rewritten.toString()).doesNotContain(SECRET);
        assertThat(rewritten.values()).extracting(TimelineEntry::getType).contains(EntryType.CLIENT_ERASED);
        assertThat(Objects.requireNonNull(rewritten.get(key("e1", 10, 2))).getPersonId())
                .isEqualTo("c1");
        assertThat(Objects.requireNonNull(rewritten.get(key("e2", 20, 2))).getPersonName())
                .isEqualTo("Олег");
        requireNoSecretIn("dialogs");
        requireNoSecretIn("timeline");
    }

    @Test
    void aLateEventFromBeforeIsKeptWithoutTheClientsData() {
        publishDialog();
        harness.publish("d", erased(100, Metrics.KEPT));
        harness.letTimePass();
        harness.timeline();

        harness.publish("d", new Message("late", T + 50, CLIENT, SECRET, 1, false));

        assertThat(harness.timeline().values()).singleElement().satisfies(entry -> {
            assertThat(entry.toString()).doesNotContain(SECRET);
            assertThat(entry.getPersonId()).isEqualTo("c1");
            assertThat(entry.getAttachments()).isEqualTo(1);
        });
        assertThat(row().toString()).doesNotContain(SECRET);
        requireNoSecretIn("timeline");
    }

    @Test
    void whatBecomesKnownAfterwardsIsShown() {
        publishDialog();
        harness.publish("d", erased(100, Metrics.KEPT));

        harness.publish("d", new Message("e9", T + 200, CLIENT, "Снова я", 0, false));
        harness.letTimePass();

        assertThat(row().getClientName()).isEqualTo(SECRET);
        assertThat(Objects.requireNonNull(harness.timeline().get(key("e9", 200, 2)))
                        .getText())
                .isEqualTo("Снова я");
    }

    @Test
    void aTimelineOfAnyLengthIsRewrittenInSteps() {
        for (int i = 0; i < 1_000; i++) {
            harness.publish("d", new Message("e" + i, T + i, i % 2 == 0 ? CLIENT : OLEG, SECRET, 0, false));
        }
        harness.publish("d", erased(5_000, Metrics.KEPT));
        harness.letTimePass();

        assertThat(harness.timeline().toString()).doesNotContain(SECRET);
        requireNoSecretIn("timeline");
        try (var unfinished = harness.store("unfinished-work").all()) {
            assertThat(unfinished).isExhausted();
        }
    }

    @Test
    void withItsMetricsRemovedADialogVanishesAndLaterEventsAreRejected() {
        publishDialog();
        harness.letTimePass();

        harness.publish("d", erased(100, Metrics.REMOVED));
        harness.letTimePass();

        assertThat(harness.rows()).isEmpty();
        assertThat(harness.timeline()).isEmpty();
        assertThat(harness.responses()).isEmpty();
        assertThat(harness.rollups()).isEmpty();
        requireNoSecretIn("dialogs");
        requireNoSecretIn("timeline");

        harness.publish("d", new Message("e9", T + 200, CLIENT, "Снова я", 0, false));

        assertThat(harness.rows()).isEmpty();
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers()
                                        .lastHeader(DeadLetterHeaders.REASON)
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isEqualTo(RejectReason.DIALOG_ERASED.name()));
    }

    @Test
    void aRemovalThatIsDeliveredAgainIsNoDeadLetter() {
        publishDialog();
        harness.publish("d", erased(100, Metrics.REMOVED));
        harness.publish("d", erased(100, Metrics.REMOVED));

        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shuffledHistoriesWithErasuresGiveTheTimelineOfTheFold() {
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        RandomHistories histories = new RandomHistories(new Random(seed));
        Map<String, TimelineEntry> expected = new HashMap<>();
        List<Map.Entry<String, DialogEvent>> deliveries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String dialogId = "d" + i;
            List<DialogEvent> events = new ArrayList<>(histories.events(30));
            events.add(new StatusChange(
                    "erased", events.getFirst().occurredAt(), null, new Change.ClientErased(Metrics.KEPT)));
            var dialog = Histories.fold(dialogId, events);
            events.forEach(event -> expected.put(
                    new TimelineKey(dialogId, event.occurredAt(), event.rank(), event.eventId()).toString(),
                    TimelineCodec.encode(dialogId, dialog.kept(event))));
            histories.redelivered(events).forEach(event -> deliveries.add(Map.entry(dialogId, event)));
        }
        Collections.shuffle(deliveries, new Random(seed));

        deliveries.forEach(delivery -> harness.publish(delivery.getKey(), delivery.getValue()));
        harness.letTimePass();

        assertThat(harness.timeline()).as("seed %d", seed).isEqualTo(expected);
    }

    private void publishDialog() {
        harness.publish(
                "d",
                change(
                        "e0",
                        0,
                        new Change.Opened(
                                new Line("1", "Продажи"),
                                "vk",
                                Direction.INBOUND,
                                new Client("c1", SECRET),
                                "https://shop.example/" + SECRET)));
        harness.publish("d", new Message("e1", T + 10, CLIENT, SECRET + "?", 0, false));
        harness.publish("d", new Message("e2", T + 20, OLEG, SECRET + "!", 0, false));
        harness.publish("d", change("e3", 30, new Change.ClientUpdated(new Client(null, SECRET))));
        CrmLink link = new CrmLink(CrmType.LEAD, "7", "https://crm.example/" + SECRET);
        harness.publish("d", change("e4", 40, new Change.CrmLinked(List.of(link))));
        harness.publish("d", change("e5", 50, new Change.Reviewed(4, SECRET)));
        harness.publish("d", change("e6", 60, new Change.ClientRated(5)));
        assertThat(harness.deadLetters()).isEmpty();
    }

    private DialogRow row() {
        return Objects.requireNonNull(harness.rows().get("d"));
    }

    private void requireNoSecretIn(String store) {
        try (var entries = harness.store(store).all()) {
            entries.forEachRemaining(entry ->
                    assertThat(new String(entry.value, StandardCharsets.UTF_8)).doesNotContain(SECRET));
        }
    }

    private static String key(String eventId, long after, int rank) {
        return new TimelineKey("d", T + after, rank, eventId).toString();
    }

    private static StatusChange erased(long after, Metrics metrics) {
        return change("erased", after, new Change.ClientErased(metrics));
    }

    private static StatusChange change(String eventId, long after, Change change) {
        return new StatusChange(eventId, T + after, new Person(Role.OPERATOR, "admin", null, null), change);
    }
}
