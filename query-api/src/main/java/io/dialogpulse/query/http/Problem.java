package io.dialogpulse.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered as it was meant to be, RFC 9457.
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param errors what is wrong with which field; absent if it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<? extends Record> errors) {
    static final String CONTENT_TYPE = "application/problem+json";

    static Problem of(HttpStatus status, String detail) {
        return of(status, detail, null);
    }

    static Problem of(HttpStatus status, String detail, @Nullable List<? extends Record> errors) {
        return new Problem("about:blank", status.getMessage(), status.getCode(), detail, errors);
    }
}
