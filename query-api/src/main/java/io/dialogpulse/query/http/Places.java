package io.dialogpulse.query.http;

import io.javalin.http.HttpStatus;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Limits how many answers that take long are under way at a time: of one user, and of all. */
final class Places {
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final Semaphore all;
    private final String what;
    private final int perUser;

    /** @param what they are, for whom there is no place */
    Places(String what, int perUser, int all) {
        this.what = what;
        this.perUser = perUser;
        this.all = new Semaphore(all);
    }

    /** A place, until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place, or ends the request with a problem. */
    Place take(String user) {
        if (!all.tryAcquire()) {
            throw ProblemException.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many " + what + " are under way; come back later");
        }
        if (taken.merge(user, 1, Integer::sum) > perUser) {
            leave(user);
            throw ProblemException.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "this user has " + perUser + " " + what + " under way, which is the most");
        }
        return () -> leave(user);
    }

    private void leave(String user) {
        taken.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
        all.release();
    }
}
