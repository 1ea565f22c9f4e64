package io.dialogpulse.query.http;

import io.javalin.http.HttpStatus;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static ProblemException of(HttpStatus status, String detail) {
        return new ProblemException(Problem.of(status, detail));
    }

    Problem problem() {
        return problem;
    }
}
