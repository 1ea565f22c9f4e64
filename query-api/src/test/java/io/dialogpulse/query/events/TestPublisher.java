package io.dialogpulse.query.events;

/** Publishers for tests outside of this package. */
public final class TestPublisher {
    private TestPublisher() {}

    /** A publisher that fails as soon as an event is sent. */
    public static EventPublisher failingWith(RuntimeException failure) {
        return new EventPublisher(() -> new RecordingProducer(failure));
    }
}
