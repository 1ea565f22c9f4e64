package io.dialogpulse.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.events.LineRenamed;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that can be read and break a rule. One test a reason. */
class RejectedEventsTest extends RejectionTest {
    @Test
    void missingValue() {
        rejects(Topic.DIALOG_STATUSES, "d1", null, RejectReason.MISSING_VALUE, "null");
    }

    @Test
    void wrongKey() {
        byte[] value = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", AT));

        rejects(Topic.DIALOG_MESSAGES, "other", value, RejectReason.WRONG_KEY, "\"other\"");
        rejects(Topic.DIALOG_MESSAGES, null, value, RejectReason.WRONG_KEY, "the key is null");
    }

    @Test
    void theSameHoldsForEventsOfLines() {
        LineEvent unnamed = new LineEvent("e1", "l1", AT, new LineRenamed("x".repeat(257)));
        LineEvent deleted = new LineEvent("e1", "l1", AT.plus(Duration.ofDays(400)), new LineDeleted());

        rejects(Topic.LINE_EVENTS, "l1", null, RejectReason.MISSING_VALUE, "null");
        rejects(Topic.LINE_EVENTS, "l1", new byte[] {1}, RejectReason.UNDECODABLE, "wire format");
        rejects(
                Topic.LINE_EVENTS,
                "l1",
                harness.bytes(Topic.LINE_EVENTS, unnamed),
                RejectReason.BAD_FIELD,
                "lineName has 257 characters");
        rejects(
                Topic.LINE_EVENTS,
                "l1",
                harness.bytes(Topic.LINE_EVENTS, deleted),
                RejectReason.BAD_TIME,
                "occurredAt");
        rejects(Topic.LINE_EVENTS, "l2", harness.bytes(Topic.LINE_EVENTS, unnamed), RejectReason.WRONG_KEY, "lineId");
        assertThat(harness.written(Topic.DIALOG_LINE_FACTS)).isEmpty();
    }

    @Test
    void wrongKeyWhenItsBytesOnlyReadLikeTheId() {
        MessageEvent event = message("e1", AT);
        event.setDialogId("\uFFFD");

        harness.publish(Topic.DIALOG_MESSAGES, new byte[] {(byte) 0xFF}, harness.bytes(Topic.DIALOG_MESSAGES, event));

        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(RejectReason.WRONG_KEY.name()));
        processesGoodEvents();
    }

    @Test
    void wrongPartition(@TempDir Path another) {
        try (var firstOfTwelve = new TopologyHarness(another, 12)) {
            byte[] value = firstOfTwelve.bytes(Topic.DIALOG_MESSAGES, message("e1", AT));

            firstOfTwelve.publish(Topic.DIALOG_MESSAGES, "d1".getBytes(UTF_8), value);

            assertThat(firstOfTwelve.rows()).isEmpty();
            assertThat(firstOfTwelve.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(RejectReason.WRONG_PARTITION.name());
                assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains("partition 0", "murmur2");
            });
        }
    }

    @Test
    void badField() {
        byte[] emptyId = harness.bytes(Topic.DIALOG_MESSAGES, message("", AT));
        byte[] rating = harness.bytes(Topic.DIALOG_STATUSES, rated(6));

        rejects(Topic.DIALOG_MESSAGES, "d1", emptyId, RejectReason.BAD_FIELD, "eventId is empty");
        rejects(Topic.DIALOG_STATUSES, "d1", rating, RejectReason.BAD_FIELD, "rating is 6");
    }

    @Test
    void badTime() {
        Instant ahead = TopologyHarness.RECEIVED.plus(Duration.ofHours(24)).plusMillis(1);
        byte[] future = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", ahead));
        byte[] past = harness.bytes(Topic.DIALOG_MESSAGES, message("e1", Instant.parse("1999-12-31T23:59:59.999Z")));

        rejects(Topic.DIALOG_MESSAGES, "d1", future, RejectReason.BAD_TIME, "occurredAt");
        rejects(Topic.DIALOG_MESSAGES, "d1", past, RejectReason.BAD_TIME, "occurredAt");
    }

    @Test
    void namesEveryBrokenRuleInTheDetail() {
        MessageEvent event = message("", AT);
        event.put("attachments", -1);

        rejects(
                Topic.DIALOG_MESSAGES,
                "d1",
                harness.bytes(Topic.DIALOG_MESSAGES, event),
                RejectReason.BAD_FIELD,
                "eventId is empty; attachments is -1, less than 0");
    }
}
