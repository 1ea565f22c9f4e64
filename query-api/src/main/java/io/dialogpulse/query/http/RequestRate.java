package io.dialogpulse.query.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A token bucket for each user. Of a bucket it keeps the one number that says everything, when it will be full again;
 * full ones are forgotten.
 */
final class RequestRate {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int FORGET_ABOVE = 10_000;

    private final ConcurrentMap<String, Long> fullAgainAt = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final long nanosPerRequest;
    private final long capacity;

    RequestRate(RequestLimits limits, InstantSource clock) {
        this.clock = clock;
        this.nanosPerRequest = Math.max(1, NANOS_PER_SECOND / limits.requestsPerSecond());
        this.capacity = nanosPerRequest * limits.burst();
    }

    /** Counts a request; how long to wait if it is one too many. */
    Optional<Duration> take(String user) {
        long now = clock.millis() * 1_000_000;
        long[] wait = {0};
        fullAgainAt.compute(user, (key, before) -> {
            long full = before == null ? now : Math.max(before, now);
            wait[0] = full + nanosPerRequest - now - capacity;
            return wait[0] > 0 ? full : full + nanosPerRequest;
        });
        if (fullAgainAt.size() > FORGET_ABOVE) {
            fullAgainAt.values().removeIf(full -> full <= now);
        }
        return wait[0] > 0 ? Optional.of(Duration.ofNanos(wait[0])) : Optional.empty();
    }
}
