package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.events.Client;
import io.dialogpulse.events.CrmEntity;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.CrmType;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.events.Weekday;
import io.dialogpulse.events.WorkingShift;
import io.dialogpulse.schemas.EventRules.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);

    static {
        // Builders copy defaults by Avro's means
        AvroSafety.ensure();
    }

    @Test
    void acceptsEverythingUpToItsLimit() {
        MessageEvent event = new MessageEvent(
                "😀".repeat(128), "d1", NOW.plus(Duration.ofHours(24)), CLIENT, "ё".repeat(65_536), 0, false);

        assertThat(EventRules.check(event, "d1", NOW.toEpochMilli())).isEmpty();
        assertThat(check(message(Instant.parse("2000-01-01T00:00:00Z")))).isEmpty();
    }

    @Test
    void countsCodePointsNotChars() {
        assertThat(check(message("😀".repeat(129)))).singleElement().satisfies(violation -> {
            assertThat(violation.reason()).isEqualTo(RejectReason.BAD_FIELD);
            assertThat(violation.field()).isEqualTo("eventId");
            assertThat(violation.detail()).contains("129 characters, more than 128");
        });
    }

    @Test
    void anEmptyOptionalTextIsNoError() {
        assertThat(check(status(new Queued("", "", null)))).isEmpty();
        assertThat(check(status(new Reviewed(null, "")))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badChanges")
    void namesTheField(String field, Object change) {
        assertThat(check(status(change))).extracting(Violation::field).containsExactly(field);
    }

    static Stream<Object[]> badChanges() {
        return Stream.of(
                new Object[] {"lineId", opened("", "vk", null)},
                new Object[] {"channel", opened("1", "", null)},
                new Object[] {"pageUrl", opened("1", "vk", "u".repeat(2_049))},
                new Object[] {
                    "client.name",
                    new Opened("1", null, "vk", Direction.INBOUND, new Client("c", "n".repeat(257)), null)
                },
                new Object[] {"direction", new Opened("1", null, "vk", Direction.UNKNOWN, null, null)},
                new Object[] {"operator.id", new Queued(null, null, new io.dialogpulse.events.Operator("", null, null))
                },
                new Object[] {"rating", new Reviewed(0, null)},
                new Object[] {"comment", new Reviewed(null, "c".repeat(4_097))},
                new Object[] {
                    "entities", new CrmLinked(Collections.nCopies(1_001, new CrmEntity(CrmType.DEAL, "1", null)))
                },
                new Object[] {"entities[1].type", links(new CrmEntity(CrmType.UNKNOWN, "1", null))},
                new Object[] {"entities[1].id", links(new CrmEntity(CrmType.DEAL, "", null))});
    }

    @Test
    void refusesMicrosecondsWhateverTheRecordsTimestampSays() {
        Instant micros = Instant.ofEpochMilli(1_790_000_000_000_000L);

        assertThat(EventRules.check(message(micros), "d1", micros.toEpochMilli()))
                .extracting(Violation::reason)
                .containsExactly(RejectReason.BAD_TIME);
    }

    @Test
    void aLineEventIsKeyedByItsLine() {
        LineEvent renamed = new LineEvent("e1", "line-1", NOW, new LineRenamed("Продажи"));

        assertThat(EventRules.check(renamed, "line-1", NOW.toEpochMilli())).isEmpty();
        assertThat(EventRules.check(renamed, "line-2", NOW.toEpochMilli()))
                .extracting(Violation::reason)
                .containsExactly(RejectReason.WRONG_KEY);
    }

    @Test
    void acceptsTargetsWithAndWithoutWorkingHours() {
        assertThat(check(targets(LineTargetsSet.newBuilder().build()))).isEmpty();
        assertThat(check(targets(LineTargetsSet.newBuilder()
                        .setFirstResponseMs(60_000L)
                        .setResponseMs(2_592_000_000L)
                        .setWarnBeforeMs(30_000L)
                        .setTimezone("Europe/Moscow")
                        .setWorkingHours(List.of(
                                new WorkingShift(Weekday.MONDAY, "09:00", "18:00"),
                                new WorkingShift(Weekday.SUNDAY, "22:00", "06:00"),
                                new WorkingShift(Weekday.SATURDAY, "00:00", "24:00")))
                        .setHolidays(List.of("2027-01-01"))
                        .build())))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTargets")
    void namesWhatIsWrongWithTargets(String problem, LineTargetsSet.Builder targets) {
        assertThat(check(targets(targets.build())))
                .extracting(Violation::detail)
                .containsExactly(problem);
    }

    static Stream<Object[]> badTargets() {
        return Stream.of(
                new Object[] {
                    "firstResponseMs is 0, not 1 to 2592000000 milliseconds (30 days)",
                    LineTargetsSet.newBuilder().setFirstResponseMs(0L)
                },
                new Object[] {
                    "responseMs is 2592000001, not 1 to 2592000000 milliseconds (30 days)",
                    LineTargetsSet.newBuilder().setResponseMs(2_592_000_001L)
                },
                new Object[] {
                    "warnBeforeMs is set without firstResponseMs or responseMs, of which it would warn",
                    LineTargetsSet.newBuilder().setWarnBeforeMs(1L)
                },
                new Object[] {
                    "timezone is missing: whose clock do the workingHours mean?", shift("09:00", "18:00", null)
                },
                new Object[] {
                    "timezone is \"Mars/Olympus\", no IANA time zone (Europe/Moscow)",
                    shift("09:00", "18:00", "Mars/Olympus")
                },
                new Object[] {
                    "timezone is set without workingHours, whose clock it would be",
                    LineTargetsSet.newBuilder().setTimezone("Europe/Moscow")
                },
                new Object[] {"workingHours[0].from is \"24:00\", not 00:00 to 23:59", shift("24:00", "02:00", "UTC")},
                new Object[] {"workingHours[0].to is \"9:00\", not 00:00 to 24:00", shift("08:00", "9:00", "UTC")},
                new Object[] {
                    "workingHours has 101 entries, more than 100",
                    LineTargetsSet.newBuilder()
                            .setTimezone("UTC")
                            .setWorkingHours(
                                    Collections.nCopies(101, new WorkingShift(Weekday.MONDAY, "09:00", "18:00")))
                },
                new Object[] {
                    "workingHours[0].day is a value that this version does not know",
                    LineTargetsSet.newBuilder()
                            .setTimezone("UTC")
                            .setWorkingHours(List.of(new WorkingShift(Weekday.UNKNOWN, "09:00", "18:00")))
                },
                new Object[] {
                    "holidays are set without workingHours, of which they would be taken",
                    LineTargetsSet.newBuilder().setHolidays(List.of("2027-01-01"))
                },
                new Object[] {
                    "holidays[0] is \"2027-02-30\", no date (2027-01-01)",
                    shift("09:00", "18:00", "UTC").setHolidays(List.of("2027-02-30"))
                });
    }

    private static LineTargetsSet.Builder shift(String from, String to, @Nullable String timezone) {
        return LineTargetsSet.newBuilder()
                .setTimezone(timezone)
                .setWorkingHours(List.of(new WorkingShift(Weekday.MONDAY, from, to)));
    }

    private static LineEvent targets(LineTargetsSet targets) {
        return new LineEvent("e1", "d1", NOW, targets);
    }

    private static List<Violation> check(org.apache.avro.specific.SpecificRecord event) {
        return EventRules.check(event, "d1", NOW.toEpochMilli());
    }

    private static MessageEvent message(String eventId) {
        return new MessageEvent(eventId, "d1", NOW, CLIENT, null, 0, false);
    }

    private static MessageEvent message(Instant occurredAt) {
        return new MessageEvent("e1", "d1", occurredAt, CLIENT, null, 0, false);
    }

    private static StatusEvent status(Object change) {
        return new StatusEvent("e1", "d1", NOW, null, change);
    }

    private static Opened opened(String lineId, String channel, @Nullable String pageUrl) {
        return new Opened(lineId, null, channel, Direction.INBOUND, null, pageUrl);
    }

    private static CrmLinked links(CrmEntity second) {
        return new CrmLinked(List.of(new CrmEntity(CrmType.LEAD, "1", null), second));
    }
}
