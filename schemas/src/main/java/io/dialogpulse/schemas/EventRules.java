package io.dialogpulse.schemas;

import io.dialogpulse.events.Accepted;
import io.dialogpulse.events.Client;
import io.dialogpulse.events.ClientErased;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.ClientUpdated;
import io.dialogpulse.events.CrmEntity;
import io.dialogpulse.events.CrmLinked;
import io.dialogpulse.events.CrmType;
import io.dialogpulse.events.Direction;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.LineTargetsSet;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Opened;
import io.dialogpulse.events.Operator;
import io.dialogpulse.events.Person;
import io.dialogpulse.events.Queued;
import io.dialogpulse.events.Reviewed;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.events.Weekday;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a decoded input event has to keep, the same for Kafka and HTTP.
 *
 * <p>Field names are those of the flattened JSON: {@code operator.id}, {@code entities[0].url}.
 */
public final class EventRules {
    private static final int ID = 128;
    private static final int NAME = 256;
    private static final int URL = 2_048;
    private static final int COMMENT = 4_096;
    private static final int TEXT = 65_536;
    private static final int SHOWN = 40;

    private static final int ENTITIES = 1_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    // The last one that has 13 digits, as keys of the timeline need: later are microseconds by mistake.
    private static final Instant LATEST = Instant.ofEpochMilli(9_999_999_999_999L);
    /** How far an event may lie in the future. */
    public static final Duration AHEAD = Duration.ofHours(24);

    /** One broken rule. {@code detail} is a sentence that names the field and the value. */
    public record Violation(RejectReason reason, String field, String detail) {}

    private final List<Violation> violations = new ArrayList<>(0);

    private EventRules() {}

    /**
     * Checks an event.
     *
     * @param event a {@link MessageEvent}, {@link StatusEvent} or {@link LineEvent}
     * @param key the record's key
     * @param now epoch milliseconds: the record's timestamp, or the server's clock over HTTP
     * @return every broken rule; empty for a good event
     */
    public static List<Violation> check(SpecificRecord event, @Nullable String key, long now) {
        EventRules rules = new EventRules();
        switch (event) {
            case MessageEvent message -> rules.message(message, key, now);
            case StatusEvent status -> rules.status(status, key, now);
            case LineEvent line -> rules.line(line, key, now);
            default ->
                throw new IllegalArgumentException(
                        "not an input event: " + event.getSchema().getFullName());
        }
        return rules.violations;
    }

    private void message(MessageEvent event, @Nullable String key, long now) {
        id("eventId", event.getEventId());
        id("dialogId", event.getDialogId());
        key("dialogId", event.getDialogId(), key);
        time(event.getOccurredAt(), now);
        person("author", event.getAuthor());
        text("text", event.getText(), TEXT);
        if (event.getAttachments() < 0) {
            bad("attachments", "is " + event.getAttachments() + ", less than 0");
        }
    }

    private void status(StatusEvent event, @Nullable String key, long now) {
        id("eventId", event.getEventId());
        id("dialogId", event.getDialogId());
        key("dialogId", event.getDialogId(), key);
        time(event.getOccurredAt(), now);
        if (event.getActor() != null) {
            person("actor", event.getActor());
        }
        change(event.getChange());
    }

    private void line(LineEvent event, @Nullable String key, long now) {
        id("eventId", event.getEventId());
        id("lineId", event.getLineId());
        key("lineId", event.getLineId(), key);
        time(event.getOccurredAt(), now);
        switch (event.getChange()) {
            case LineRenamed renamed -> text("lineName", renamed.getLineName(), NAME);
            case LineTargetsSet targets -> targets(targets);
            default -> {
                // LineDeleted carries nothing to check.
            }
        }
    }

    private void targets(LineTargetsSet targets) {
        for (int i = 0; i < targets.getWorkingHours().size(); i++) {
            known(
                    "workingHours[" + i + "].day",
                    targets.getWorkingHours().get(i).getDay(),
                    Weekday.UNKNOWN);
        }
        LineTargetsRules.check(targets, this::bad);
    }

    private void change(Object change) {
        switch (change) {
            case Opened opened -> opened(opened);
            case Queued queued -> {
                text("lineId", queued.getLineId(), ID);
                text("lineName", queued.getLineName(), NAME);
                if (queued.getOperator() != null) {
                    operator(queued.getOperator());
                }
            }
            case Accepted accepted -> operator(accepted.getOperator());
            case ClientRated rated -> rating(rated.getRating());
            case Reviewed reviewed -> {
                if (reviewed.getRating() != null) {
                    rating(reviewed.getRating());
                }
                text("comment", reviewed.getComment(), COMMENT);
            }
            case CrmLinked linked
            when linked.getEntities().size() > ENTITIES ->
                bad("entities", "has " + linked.getEntities().size() + " entries, more than " + ENTITIES);
            case CrmLinked linked -> {
                for (int i = 0; i < linked.getEntities().size(); i++) {
                    crmEntity("entities[" + i + "]", linked.getEntities().get(i));
                }
            }
            case ClientUpdated updated -> client(updated.getClient());
            case ClientErased erased -> known("metrics", erased.getMetrics(), ErasedMetrics.UNKNOWN);
            default -> {
                // ClosingStarted, Closed, FormFilled, HistoryRequested and Pinned carry nothing to check.
            }
        }
    }

    private void opened(Opened opened) {
        id("lineId", opened.getLineId());
        text("lineName", opened.getLineName(), NAME);
        id("channel", opened.getChannel());
        known("direction", opened.getDirection(), Direction.UNKNOWN);
        if (opened.getClient() != null) {
            client(opened.getClient());
        }
        text("pageUrl", opened.getPageUrl(), URL);
    }

    private void person(String field, Person person) {
        known(field + ".role", person.getRole(), Role.UNKNOWN);
        text(field + ".id", person.getId(), ID);
        text(field + ".name", person.getName(), NAME);
        text(field + ".departmentId", person.getDepartmentId(), ID);
    }

    private void client(Client client) {
        text("client.id", client.getId(), ID);
        text("client.name", client.getName(), NAME);
    }

    private void operator(Operator operator) {
        id("operator.id", operator.getId());
        text("operator.name", operator.getName(), NAME);
        text("operator.departmentId", operator.getDepartmentId(), ID);
    }

    private void crmEntity(String field, CrmEntity entity) {
        known(field + ".type", entity.getType(), CrmType.UNKNOWN);
        id(field + ".id", entity.getId());
        text(field + ".url", entity.getUrl(), URL);
    }

    private void rating(int rating) {
        if (rating < 1 || rating > 5) {
            bad("rating", "is " + rating + ", not 1 to 5");
        }
    }

    private void time(Instant occurredAt, long now) {
        if (occurredAt.isBefore(EARLIEST)) {
            reject(RejectReason.BAD_TIME, "occurredAt", "is " + occurredAt + ", before " + EARLIEST);
        } else if (occurredAt.isAfter(LATEST)) {
            reject(RejectReason.BAD_TIME, "occurredAt", "is " + occurredAt + ", after " + LATEST);
        } else if (occurredAt.isAfter(Instant.ofEpochMilli(now).plus(AHEAD))) {
            reject(
                    RejectReason.BAD_TIME,
                    "occurredAt",
                    "is " + occurredAt + ", more than 24 hours after " + Instant.ofEpochMilli(now));
        }
    }

    private void key(String field, String expected, @Nullable String key) {
        if (!Objects.equals(expected, key)) {
            reject(
                    RejectReason.WRONG_KEY,
                    field,
                    "is " + shown(expected) + ", but the key is " + (key == null ? "null" : shown(key)));
        }
    }

    private void id(String field, String value) {
        if (value.isEmpty()) {
            bad(field, "is empty");
        } else {
            text(field, value, ID);
        }
    }

    private void text(String field, @Nullable String value, int limit) {
        // A string of this many chars cannot have more code points: the count is paid by long ones only.
        if (value != null && value.length() > limit && value.codePointCount(0, value.length()) > limit) {
            bad(
                    field,
                    "has " + value.codePointCount(0, value.length()) + " characters, more than " + limit + ": "
                            + shown(value));
        }
    }

    private <E extends Enum<E>> void known(String field, E value, E unknown) {
        if (value == unknown) {
            reject(RejectReason.UNKNOWN_CHANGE, field, "is a value that this version does not know");
        }
    }

    private void bad(String field, String problem) {
        reject(RejectReason.BAD_FIELD, field, problem);
    }

    private void reject(RejectReason reason, String field, String problem) {
        violations.add(new Violation(reason, field, field + " " + problem));
    }

    static String shown(String value) {
        return value.codePointCount(0, value.length()) <= SHOWN
                ? '"' + value + '"'
                : '"' + value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…\"";
    }
}
