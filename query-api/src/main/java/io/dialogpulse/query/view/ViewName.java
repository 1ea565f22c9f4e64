package io.dialogpulse.query.view;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a saved view.
 *
 * @param text 1 to 64 letters, digits, spaces, and {@code . _ -}, composed (NFC); the first is a letter or digit
 */
public record ViewName(String text) {
    private static final int MAX = 64;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]*");

    /**
     * Reads a name.
     *
     * @throws InvalidRequest if it is none
     */
    public static ViewName of(String text) {
        String composed = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (composed.codePointCount(0, composed.length()) > MAX
                || !ALLOWED.matcher(composed).matches()) {
            throw new InvalidRequest(List.of(new FieldError(
                    "name",
                    "is \"" + text + "\", not 1 to " + MAX
                            + " letters, digits, spaces, or any of . _ - with a letter or digit first")));
        }
        return new ViewName(composed);
    }
}
