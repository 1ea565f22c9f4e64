package io.dialogpulse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that the example tables leave out. */
class DialogRulesTest {
    private static final long T = 1_790_000_000_000L;
    private static final Person OPERATOR = new Person(Role.OPERATOR, "op1", "Олег", "sales");
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);

    @Test
    void refusesAnEventThatComesEarlierThanWhatWasFolded() {
        Dialog dialog = Dialog.begin("d", message("e2", T, CLIENT));

        assertThatIllegalArgumentException().isThrownBy(() -> dialog.after(message("e1", T, CLIENT)));
    }

    @Test
    void sortsEventIdsAsUtf8Bytes() {
        // U+FF5E is EF BD 9E, U+1F600 is F0 9F 98 80 in UTF-8; as UTF-16 they sort the other way round.
        assertThat(new EventPosition(T, 2, "\uFF5E")).isLessThan(new EventPosition(T, 2, "😀"));
    }

    @Test
    void keepsTheFirstHundredParticipants() {
        List<DialogEvent> events = new ArrayList<>();
        IntStream.range(0, 150)
                .forEach(i ->
                        events.add(change("e" + i, T + i, new Change.Accepted(new Operator("op" + i, null, null)))));

        Dialog dialog = Histories.fold("d", events);

        assertThat(dialog.responsibility().participantIds())
                .hasSize(100)
                .contains("op99")
                .doesNotContain("op100");
        assertThat(dialog.responsibility().operator()).isEqualTo(new Operator("op149", null, null));
    }

    @Test
    void keepsTheFirstHundredLinksAndStillUpdatesThem() {
        List<DialogEvent> events = new ArrayList<>();
        IntStream.range(0, 150).forEach(i -> events.add(change("e" + i, T + i, link(CrmType.DEAL, "d" + i, null))));
        events.add(change("last", T + 1_000, link(CrmType.DEAL, "d7", "https://crm.example/7")));

        List<CrmLink> links = Histories.fold("d", events).annotations().crm();

        assertThat(links).hasSize(100).contains(new CrmLink(CrmType.DEAL, "d7", "https://crm.example/7"));
        assertThat(links).extracting(CrmLink::id).isSorted().doesNotContain("d100");
    }

    @Test
    void aLaterLinkReplacesAnEarlierOneWhole() {
        Dialog dialog = Histories.fold(
                "d",
                List.of(
                        change("e1", T, link(CrmType.LEAD, "1", "https://crm.example/1")),
                        change("e2", T + 1, link(CrmType.LEAD, "1", null))));

        assertThat(dialog.annotations().crm()).containsExactly(new CrmLink(CrmType.LEAD, "1", null));
    }

    @Test
    void anEmptyOptionalTextIsAbsent() {
        Dialog dialog = Histories.fold(
                "d",
                List.of(
                        change(
                                "e1",
                                T,
                                new Change.Opened(new Line("1", ""), "vk", Direction.INBOUND, new Client("", ""), "")),
                        message("e2", T + 1, CLIENT)));

        assertThat(dialog.line()).isEqualTo(new Line("1", null));
        assertThat(dialog.origin().pageUrl()).isNull();
        assertThat(dialog.client()).isEqualTo(new Client("c1", "Анна"));
    }

    @Test
    void theAutomaticFlagMeansNothingOnAClientsMessage() {
        Dialog dialog = Histories.fold("d", List.of(new Message("e1", T, CLIENT, null, 0, true)));

        assertThat(dialog.questions().openAt()).isEqualTo(T);
    }

    @Test
    void aMessageInADialogThatWasClosedBeforeItOpensAQuestion() {
        Dialog dialog = Histories.fold(
                "d",
                List.of(
                        change("e1", T, new Change.Closed(false)),
                        message("e2", T + 1_000, CLIENT),
                        message("e3", T + 4_000, OPERATOR)));

        assertThat(dialog.detailedStatus()).isEqualTo(DetailedStatus.OPERATOR_ANSWERED);
        assertThat(dialog.questions().firstResponseMs()).isEqualTo(3_000);
        assertThat(dialog.counts().reopenings()).isEqualTo(1);
    }

    @Test
    void anAuthorWithoutIdIsResponsibleByName() {
        Dialog dialog = Histories.fold("d", List.of(message("e1", T, new Person(Role.OPERATOR, null, "Олег", null))));

        assertThat(dialog.responsibility()).isEqualTo(new Responsibility(new Operator(null, "Олег", null), List.of()));
    }

    @Test
    void closingStartedByTheSystemLeavesTheOperatorsDateToTheClosing() {
        Dialog dialog = Histories.fold(
                "d",
                List.of(
                        message("e1", T, CLIENT),
                        change("e2", T + 1, new Change.ClosingStarted()),
                        new StatusChange("e3", T + 2, OPERATOR, new Change.Closed(false))));

        assertThat(dialog.dates().operatorClosedAt()).isEqualTo(T + 2);
    }

    private static Message message(String eventId, long at, Person author) {
        return new Message(eventId, at, author, "text", 0, false);
    }

    private static StatusChange change(String eventId, long at, Change change) {
        return new StatusChange(eventId, at, null, change);
    }

    private static Change link(CrmType type, String id, @Nullable String url) {
        return new Change.CrmLinked(List.of(new CrmLink(type, id, url)));
    }
}
