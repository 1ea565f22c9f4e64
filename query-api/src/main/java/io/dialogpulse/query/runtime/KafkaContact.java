package io.dialogpulse.query.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When Kafka last answered. Who hears nothing of it for as long as a session lasts has lost its partitions to others
 * without knowing it.
 */
final class KafkaContact {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Optional<Duration> session;
    private final InstantSource clock;
    private Instant last;

    /**
     * Begins with Kafka having answered just now.
     *
     * @param session after how long others take the partitions over; empty if there are no others
     */
    KafkaContact(Optional<Duration> session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Kafka has answered. */
    void made() {
        last = clock.instant();
    }

    /** Whether it is time to see if Kafka still answers. */
    boolean due() {
        return olderThan(EVERY);
    }

    /** Whether others may have the partitions by now. */
    boolean lost() {
        return session.map(this::olderThan).orElse(false);
    }

    private boolean olderThan(Duration age) {
        return last.plus(age).isBefore(clock.instant());
    }
}
