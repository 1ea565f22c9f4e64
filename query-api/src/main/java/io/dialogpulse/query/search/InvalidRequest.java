package io.dialogpulse.query.search;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be answered as it was asked, with everything that is wrong with it. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, at least one. */
    public List<FieldError> errors() {
        return errors;
    }
}
