package io.dialogpulse.query.events;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishers for tests outside of this package. */
public final class TestPublisher {
    private final RecordingProducer producer = new RecordingProducer(null);
    private final EventPublisher publisher = new EventPublisher(() -> producer);
    private int taken;

    /** A publisher that fails as soon as an event is sent. */
    public static EventPublisher failingWith(RuntimeException failure) {
        return new EventPublisher(() -> new RecordingProducer(failure));
    }

    /** The publisher whose events this object knows. */
    public EventPublisher publisher() {
        return publisher;
    }

    /** What has been published since this was asked before. */
    public synchronized List<Object> take() {
        List<ProducerRecord<String, Object>> all = producer.history();
        List<Object> fresh = new ArrayList<>();
        for (ProducerRecord<String, Object> record : all.subList(taken, all.size())) {
            fresh.add(record.value());
        }
        taken = all.size();
        return fresh;
    }
}
