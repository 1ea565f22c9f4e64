package io.dialogpulse.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.Closed;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.CrmType;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Pinned;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.events.Weekday;
import io.dialogpulse.events.WorkingShift;
import io.dialogpulse.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventParserTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final long AT = 1_790_000_000_000L;
    private static final String STATUS = "\"eventId\":\"e1\",\"dialogId\":\"d1\",\"occurredAt\":" + AT;
    private static final String MESSAGE = "{\"type\":\"message\"," + STATUS + ",\"author\":{\"role\":\"CLIENT\"}}";

    private final EventParser parser = new EventParser(InstantSource.fixed(NOW));

    @Test
    void shouldReadAMessage() throws Exception {
        OutgoingEvent event = one("{\"type\":\"message\"," + STATUS
                + ",\"author\":{\"role\":\"OPERATOR\",\"id\":\"o1\",\"name\":\"Анна\",\"departmentId\":\"x\"},"
                + "\"text\":\"Hi\",\"attachments\":2,\"automatic\":true}");

        assertThat(event.topic()).isEqualTo(Topic.DIALOG_MESSAGES);
        assertThat(event.key()).isEqualTo("d1");
        MessageEvent message = (MessageEvent) event.event();
        assertThat(message.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(AT));
        assertThat(message.getAuthor().getRole()).isEqualTo(Role.OPERATOR);
        assertThat(message.getAuthor().getName()).isEqualTo("Анна");
        assertThat(message.getText()).isEqualTo("Hi");
        assertThat(message.getAttachments()).isEqualTo(2);
        assertThat(message.getAutomatic()).isTrue();
    }

    @Test
    void shouldTakeNullAndEmptyOptionalStringsAsAbsent() throws Exception {
        MessageEvent message = (MessageEvent) one("{\"type\":\"message\"," + STATUS
                        + ",\"author\":{\"role\":\"CLIENT\",\"id\":\"\",\"name\":null},"
                        + "\"text\":\"\",\"attachments\":null,\"automatic\":null}")
                .event();

        assertThat(message.getAuthor().getId()).isNull();
        assertThat(message.getAuthor().getName()).isNull();
        assertThat(message.getText()).isNull();
        assertThat(message.getAttachments()).isZero();
        assertThat(message.getAutomatic()).isFalse();
    }

    @Test
    void shouldCutIsoTimesToMilliseconds() throws Exception {
        MessageEvent message =
                (MessageEvent) one(MESSAGE.replace(Long.toString(AT), "\"2026-11-22T10:00:00.1239+03:00\""))
                        .event();

        assertThat(message.getOccurredAt()).isEqualTo(Instant.parse("2026-11-22T07:00:00.123Z"));
    }

    @Test
    void shouldReadEveryChange() throws Exception {
        Opened opened = (Opened) change("opened", ",\"lineId\":\"l\",\"channel\":\"vk\",\"client\":{\"id\":\"c\"}");
        assertThat(opened.getDirection()).isEqualTo(Direction.INBOUND);
        assertThat(opened.getClient().getId()).isEqualTo("c");
        assertThat(((Queued) change("queued", "")).getOperator()).isNull();
        assertThat(((Queued) change("queued", ",\"operator\":{\"id\":\"o\"}"))
                        .getOperator()
                        .getId())
                .isEqualTo("o");
        assertThat(((Accepted) change("accepted", ",\"operator\":{\"id\":\"o\"}"))
                        .getOperator()
                        .getId())
                .isEqualTo("o");
        assertThat(change("closingStarted", "")).isNotNull();
        assertThat(((Closed) change("closed", "")).getSpam()).isFalse();
        assertThat(((Closed) change("closed", ",\"spam\":true")).getSpam()).isTrue();
        assertThat(((ClientRated) change("clientRated", ",\"rating\":5")).getRating())
                .isEqualTo(5);
        assertThat(((Reviewed) change("reviewed", ",\"comment\":\"x\"")).getRating())
                .isNull();
        CrmLinked linked = (CrmLinked) change(
                "crmLinked", ",\"entities\":[{\"type\":\"DEAL\",\"id\":\"1\"},{\"type\":\"LEAD\",\"id\":\"2\"}]");
        assertThat(linked.getEntities())
                .extracting(entity -> entity.getType())
                .containsExactly(CrmType.DEAL, CrmType.LEAD);
        assertThat(change("formFilled", "")).isNotNull();
        assertThat(change("historyRequested", "")).isNotNull();
        assertThat(((Pinned) change("pinned", ",\"pinned\":false")).getPinned()).isFalse();
        assertThat(change("clientUpdated", ",\"client\":{}")).isNotNull();
        assertThat(change("clientErased", ",\"metrics\":\"KEPT\"")).isNotNull();
    }

    @Test
    void shouldReadLineEvents() throws Exception {
        OutgoingEvent event = one("{\"type\":\"lineRenamed\",\"eventId\":\"e\",\"lineId\":\"l1\",\"occurredAt\":" + AT
                + ",\"lineName\":\"Sales\"}");

        assertThat(event.topic()).isEqualTo(Topic.LINE_EVENTS);
        assertThat(event.key()).isEqualTo("l1");
        assertThat(((LineRenamed) ((LineEvent) event.event()).getChange()).getLineName())
                .isEqualTo("Sales");
        assertThat(one("{\"type\":\"lineDeleted\",\"eventId\":\"e\",\"lineId\":\"l1\",\"occurredAt\":" + AT + "}")
                        .topic())
                .isEqualTo(Topic.LINE_EVENTS);
    }

    @Test
    void shouldReadTheTargetsOfALine() throws Exception {
        OutgoingEvent event =
                one("{\"type\":\"lineTargetsSet\",\"eventId\":\"e\",\"lineId\":\"l1\",\"occurredAt\":" + AT
                        + ",\"firstResponseMs\":60000,\"warnBeforeMs\":15000,\"timezone\":\"Europe/Moscow\",\"workingHours\":"
                        + "[{\"day\":\"MONDAY\",\"from\":\"09:00\",\"to\":\"18:00\"}],\"holidays\":[\"2027-01-01\"]}");

        assertThat(((LineEvent) event.event()).getChange())
                .isEqualTo(LineTargetsSet.newBuilder()
                        .setFirstResponseMs(60_000L)
                        .setWarnBeforeMs(15_000L)
                        .setTimezone("Europe/Moscow")
                        .setWorkingHours(List.of(new WorkingShift(Weekday.MONDAY, "09:00", "18:00")))
                        .setHolidays(List.of("2027-01-01"))
                        .build());
    }

    @Test
    void shouldNameWhatIsWrongWithTargets() {
        String line = "{\"type\":\"lineTargetsSet\",\"eventId\":\"e\",\"lineId\":\"l1\",\"occurredAt\":" + AT;

        assertThat(errorsOf(line + ",\"responseMs\":1.5}"))
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("responseMs"));
        assertThat(errorsOf(line + ",\"workingHours\":[{\"day\":\"UNKNOWN\"}]}"))
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("workingHours[0].day"));
        assertThat(errorsOf(line + ",\"holidays\":[1]}"))
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("holidays[0]"));
        assertThat(errorsOf(line + ",\"responseMs\":0}"))
                .singleElement()
                .satisfies(error ->
                        assertThat(error.message()).isEqualTo("is 0, not 1 to 2592000000 milliseconds (30 days)"));
    }

    @Test
    void shouldReadOneEventAnArrayAndLines() throws Exception {
        assertThat(parse(MESSAGE)).hasSize(1);
        assertThat(parse(" [ " + MESSAGE + " ,\n" + MESSAGE + "]\n")).hasSize(2);
        assertThat(parse("[]")).isEmpty();
        assertThat(lines("\n" + MESSAGE + "\r\n  \n" + MESSAGE)).hasSize(2);
        assertThat(lines("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|type|is missing",
                "{\"type\":\"opend\"}|type|is unknown, not one of message, opened",
                "{\"type\":7}|type|is 7, not a string",
                "{\"type\":\"message\"}|eventId|is missing",
                "{\"type\":\"message\",\"eventId\":null}|eventId|is missing",
                "{\"type\":\"message\",\"eventId\":5}|eventId|is 5, not a string",
                "{\"type\":\"message\",\"eventId\":\"\\ud800\"}|eventId|half of a surrogate pair",
                "{\"type\":\"pinned\",S}|pinned|is missing",
                "{\"type\":\"pinned\",S,\"pinned\":\"yes\"}|pinned|is \"yes\", not true or false",
                "{\"type\":\"accepted\",S}|operator|is missing",
                "{\"type\":\"accepted\",S,\"operator\":\"o1\"}|operator|is \"o1\", not an object",
                "{\"type\":\"accepted\",S,\"operator\":{}}|operator.id|is missing",
                "{\"type\":\"accepted\",S,\"operator\":{\"id\":\"\"}}|operator.id|is empty",
                "{\"type\":\"accepted\",S,\"operator\":{\"id\":\"1\",\"age\":3}}|operator.age|is no field",
                "{\"type\":\"closed\",S,\"reason\":\"x\"}|reason|is no field",
                "{\"type\":\"clientRated\",S,\"rating\":4.5}|rating|is 4.5, not a whole number",
                "{\"type\":\"clientRated\",S,\"rating\":99999999999}|rating|not a whole number",
                "{\"type\":\"clientRated\",S,\"rating\":6}|rating|is 6, not 1 to 5",
                "{\"type\":\"crmLinked\",S,\"entities\":[{\"type\":\"UNKNOWN\",\"id\":\"1\"}]}|entities[0].type|is \"UNKNOWN\", not one of LEAD",
                "{\"type\":\"crmLinked\",S,\"entities\":[7]}|entities[0]|is 7, not an object",
                "{\"type\":\"opened\",S,\"lineId\":\"l\",\"channel\":\"vk\",\"direction\":\"IN\"}|direction|is \"IN\", not one of INBOUND, OUTBOUND",
                "{\"type\":\"message\",S,\"author\":{\"role\":\"UNKNOWN\"}}|author.role|is \"UNKNOWN\", not one of CLIENT",
                "{\"type\":\"message\",S,\"author\":{\"role\":\"BOT\"},\"attachments\":-1}|attachments|is -1, less than 0",
                "7||is no JSON object",
                "{\"type\":\"closed\",S,\"spam\":true,\"spam\":false}||is not JSON: Duplicate field 'spam'",
                "{\"type\":\"closed\",S} x||is not JSON",
                "{\"type\":||is not JSON",
            })
    void shouldNameTheFieldAndWhatIsWrongWithIt(String json, String field, String message) {
        EventError error = errorsOf(json.replace(",S", "," + STATUS)).getFirst();

        assertThat(error.index()).isZero();
        assertThat(error.field()).isEqualTo(field == null ? "" : field);
        assertThat(error.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z, before 2000-01-01",
        "2026-11-23T08:00:00.001Z, more than 24 hours after 2026-11-22T08:00:00Z",
        "2026-11-23, neither epoch",
        "2026-11-23T08:00:00, neither epoch",
        "+999999999-01-01T00:00:00Z, neither epoch",
    })
    void shouldRefuseTimesThatCannotBe(String time, String message) {
        EventError error =
                errorsOf(MESSAGE.replace(Long.toString(AT), '"' + time + '"')).getFirst();

        assertThat(error.field()).isEqualTo("occurredAt");
        assertThat(error.message()).contains(message.equals("neither epoch") ? "not epoch milliseconds or" : message);
    }

    @Test
    void shouldListEveryBadEventOfARequest() {
        String bad = "{\"type\":\"message\"}";
        assertThat(errorsOf("[" + MESSAGE + "," + bad + ",7," + MESSAGE + ",{\"a\":1,\"a\":2}]"))
                .extracting(EventError::index)
                .containsExactly(1, 2, 4);
        InvalidEvents refused = catchThrowableOfType(
                InvalidEvents.class, () -> lines("\n" + MESSAGE + "\n\n" + bad + "\nnonsense\n[" + MESSAGE + "]\n"));
        assertThat(refused.errors()).extracting(EventError::index).containsExactly(1, 2, 3);
    }

    @Test
    void shouldRefuseAnArrayThatEndsTooEarlyOrTooLate() {
        assertThat(errorsOf("[" + MESSAGE + ",").getFirst().index()).isEqualTo(1);
        assertThat(errorsOf("[" + MESSAGE + "] 1")).hasSize(1);
        assertThat(errorsOf("")).hasSize(1);
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> parser.parse(new byte[] {'"', (byte) 0xff, '"'}, EventFormat.JSON))
                .isInstanceOf(InvalidEvents.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void shouldRefuseMoreThanTenThousandEvents() throws Exception {
        assertThat(lines((MESSAGE + "\n").repeat(10_000))).hasSize(10_000);
        assertThatThrownBy(() -> lines((MESSAGE + "\n").repeat(10_001))).isInstanceOf(TooManyEvents.class);
        assertThatThrownBy(() -> parse("[" + (MESSAGE + ",").repeat(10_000) + MESSAGE + "]"))
                .isInstanceOf(TooManyEvents.class);
    }

    @Test
    void shouldCountCharactersAsCodePoints() throws Exception {
        String longest = "😀".repeat(128);
        assertThat(parse(MESSAGE.replace("d1", longest))).hasSize(1);
        assertThat(errorsOf(MESSAGE.replace("d1", longest + "x")).getFirst().field())
                .isEqualTo("dialogId");
    }

    private Object change(String type, String fields) throws Exception {
        OutgoingEvent event = one("{\"type\":\"" + type + "\"," + STATUS + fields + "}");
        assertThat(event.topic()).isEqualTo(Topic.DIALOG_STATUSES);
        return ((StatusEvent) event.event()).getChange();
    }

    private OutgoingEvent one(String json) throws Exception {
        return parse(json).getFirst();
    }

    private List<OutgoingEvent> parse(String json) throws Exception {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), EventFormat.JSON);
    }

    private List<OutgoingEvent> lines(String json) throws Exception {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), EventFormat.NDJSON);
    }

    private List<EventError> errorsOf(String json) {
        return catchThrowableOfType(InvalidEvents.class, () -> parse(json)).errors();
    }
}
