package io.dialogpulse.query.events;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishers for tests outside of this package. */
public final class TestPublisher {
    private final List<RecordingProducer> producers = new ArrayList<>();
    private final EventPublisher publisher = new EventPublisher(this::open);
    private int taken;

    /** A publisher that fails as soon as an event is sent. */
    public static EventPublisher failingWith(RuntimeException failure) {
        return new EventPublisher(() -> new RecordingProducer(failure));
    }

    /** The publisher whose events this object knows. */
    public EventPublisher publisher() {
        return publisher;
    }

    /** Lets the next request fail. */
    public synchronized void failOnce(RuntimeException failure) {
        producers.getLast().failWith(failure);
    }

    /** What has been published since this was asked before. */
    public synchronized List<Object> take() {
        List<Object> all = new ArrayList<>();
        for (RecordingProducer producer : producers) {
            producer.history().stream().map(ProducerRecord::value).forEach(all::add);
        }
        List<Object> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    private synchronized RecordingProducer open() {
        RecordingProducer producer = new RecordingProducer(null);
        producers.add(producer);
        return producer;
    }
}
