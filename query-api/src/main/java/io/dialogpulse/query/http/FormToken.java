package io.dialogpulse.query.http;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token of a form. Only what a link or a form asks for is written to a file as it comes; all else a page has to hold
 * in the browser's memory. Neither sends headers, so a form carries the token as RFC 6750 says in section 2.2.
 */
final class FormToken {
    private static final String FIELD = "access_token";

    private FormToken() {}

    /**
     * What the header {@code Authorization} says, or would say.
     *
     * @return null if there is no token
     * @throws InvalidRequest if the form has anything but a token, or the header has one too
     */
    static @Nullable String authorization(Context context) {
        String header = context.header(Header.AUTHORIZATION);
        QueryString.requireDecodable(context.body());
        Map<String, List<String>> fields = context.formParamMap();
        for (String name : fields.keySet()) {
            if (!name.equals(FIELD)) {
                throw refused(name, "is no field of this form, which has " + FIELD + " alone");
            }
        }
        List<String> tokens = fields.getOrDefault(FIELD, List.of());
        if (tokens.isEmpty()) {
            return header;
        }
        if (tokens.size() > 1 || header != null) {
            throw refused(FIELD, "is given more than once, in the form or as a header");
        }
        return "Bearer " + tokens.getFirst();
    }

    private static InvalidRequest refused(String field, String message) {
        return new InvalidRequest(List.of(new FieldError(field, message)));
    }
}
