package io.dialogpulse.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialogpulse.events.LineDeleted;
import io.dialogpulse.events.LineEvent;
import io.dialogpulse.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What becomes of the transaction of a request. */
class EventPublisherTest {
    private static final List<OutgoingEvent> EVENTS = List.of(event("e1"), event("e2"), event("e3"));

    private final List<RecordingProducer> producers = new ArrayList<>();

    @Test
    void shouldCommitAllEventsOfARequestTogether() {
        RecordingProducer producer = new RecordingProducer(null);
        try (EventPublisher publisher = publisher(producer)) {
            publisher.publish(EVENTS);

            assertThat(producer.history()).hasSize(3);
            assertThat(producer.transactionCommitted()).isTrue();
        }
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void shouldAbortAtTheFirstEventThatFailsAndGoOnWithANewProducer() {
        TimeoutException away = new TimeoutException("no metadata");
        RecordingProducer failing = new RecordingProducer(away);
        RecordingProducer next = new RecordingProducer(null);
        try (EventPublisher publisher = publisher(failing, next)) {
            assertThatThrownBy(() -> publisher.publish(EVENTS)).isSameAs(away);

            assertThat(failing.sends()).isEqualTo(1);
            assertThat(failing.transactionAborted()).isTrue();
            assertThat(failing.transactionCommitted()).isFalse();
            assertThat(failing.closed()).isTrue();

            publisher.publish(EVENTS);

            assertThat(next.transactionCommitted()).isTrue();
        }
    }

    @Test
    void shouldReportWhyARequestFailedEvenIfItCannotBeAborted() {
        TimeoutException away = new TimeoutException("no metadata");
        RecordingProducer failing = new RecordingProducer(away);
        failing.abortTransactionException = new ProducerFencedException("another instance");
        try (EventPublisher publisher = publisher(failing)) {
            assertThatThrownBy(() -> publisher.publish(EVENTS))
                    .isSameAs(away)
                    .hasSuppressedException(failing.abortTransactionException);

            assertThat(failing.closed()).isTrue();
        }
    }

    private EventPublisher publisher(RecordingProducer... inOrder) {
        producers.addAll(List.of(inOrder));
        return new EventPublisher(producers::removeFirst);
    }

    private static OutgoingEvent event(String id) {
        LineEvent event = LineEvent.newBuilder()
                .setEventId(id)
                .setLineId("l1")
                .setOccurredAt(Instant.EPOCH)
                .setChange(new LineDeleted())
                .build();
        return new OutgoingEvent(Topic.LINE_EVENTS, "l1", event);
    }
}
