package io.dialogpulse.query.action;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name that a caller gives to a request, to be able to repeat it.
 *
 * @param text 1 to 128 visible ASCII characters
 */
public record IdempotencyKey(String text) {
    /** The header that has it. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,128}");

    /**
     * Reads the header.
     *
     * @param text null if there is none
     * @throws InvalidRequest if it is no key
     */
    public static Optional<IdempotencyKey> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!ALLOWED.matcher(text).matches()) {
            throw new InvalidRequest(
                    List.of(new FieldError(HEADER, "is \"" + text + "\", not 1 to 128 visible ASCII characters")));
        }
        return Optional.of(new IdempotencyKey(text));
    }

    /** The key under which the request of this user is remembered. */
    String tableKey(String userId) {
        return encoded(userId) + '|' + encoded(text);
    }

    private static String encoded(String part) {
        return part.replace("%", "%25").replace("|", "%7C");
    }
}
