package io.dialogpulse.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.Message;
import io.dialogpulse.events.ClientRated;
import io.dialogpulse.events.MessageEvent;
import io.dialogpulse.events.Role;
import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.schemas.DeadLetterHeaders;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.schemas.Topic;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Bad events go to the dead letters, and the good event behind them is processed. */
abstract class RejectionTest extends TopologyTest {
    static final Instant AT = Instant.ofEpochMilli(1_790_000_000_000L);

    void rejects(Topic topic, @Nullable String key, byte @Nullable [] value, RejectReason reason, String inDetail) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        double before = counted(reason);

        harness.publish(topic, keyBytes, value);

        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(keyBytes);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo(reason.name());
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains(inDetail);
            assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topic.topicName());
            assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetterHeaders.OFFSET)).matches("\\d+");
            assertThat(header(letter, DeadLetterHeaders.TIMESTAMP))
                    .isEqualTo(Long.toString(TopologyHarness.RECEIVED.toEpochMilli()));
        });
        assertThat(counted(reason)).isEqualTo(before + 1);
        processesGoodEvents();
    }

    void processesGoodEvents() {
        harness.publish(
                "good",
                new Message(
                        "e" + System.identityHashCode(new Object()),
                        AT.toEpochMilli(),
                        TestEvents.CLIENT,
                        "?",
                        0,
                        false));

        assertThat(harness.rows()).containsOnlyKeys("good");
        assertThat(harness.deadLetters()).isEmpty();
    }

    private double counted(RejectReason reason) {
        return harness.meters
                .counter("dialogpulse.dead.letters", "reason", reason.name())
                .count();
    }

    static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    static MessageEvent message(String eventId, Instant at) {
        var author = new io.dialogpulse.events.Person(Role.CLIENT, "c1", "Анна", null);
        return new MessageEvent(eventId, "d1", at, author, "Вопрос?", 0, false);
    }

    static StatusEvent rated(int rating) {
        return new StatusEvent("e1", "d1", AT, null, new ClientRated(rating));
    }
}
