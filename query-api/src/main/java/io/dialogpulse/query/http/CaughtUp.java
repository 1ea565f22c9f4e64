package io.dialogpulse.query.http;

import io.javalin.http.HttpStatus;

/** Before the stores have caught up, answers would lack rows. */
record CaughtUp(Health health) {
    void require() {
        if (!health.caughtUp().getAsBoolean()) {
            throw ProblemException.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "the rows are still being read; /health/ready tells how far it is");
        }
    }
}
