package io.dialogpulse.query.runtime;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a thread that failed again: what stops one is a broker, a registry or a disk that was away for long, and it
 * goes on where it was when they are back.
 */
final class ThreadRestarts implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ThreadRestarts.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Counter restarts;

    ThreadRestarts(Counter restarts) {
        this.restarts = restarts;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                // Going on would take the partitions from the other one, which would take them back, for ever
                log.error("Another instance with the same query-api.instance-id has started; this one stops", failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        log.error("Reading from Kafka failed; it is started again", failure);
        restarts.increment();
        // What fails at once would fail again and again
        LockSupport.parkNanos(PAUSE.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
