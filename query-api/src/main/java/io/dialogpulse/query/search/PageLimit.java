package io.dialogpulse.query.search;

import java.util.List;
import java.util.regex.Pattern;

/** Reads the {@code limit} of a page. */
public final class PageLimit {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    private PageLimit() {}

    /** Reads a number from 1 to {@code max}; what is wrong goes to {@code errors}. */
    public static int parse(String text, int max, List<FieldError> errors) {
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > max) {
            errors.add(new FieldError("limit", "is \"" + text + "\", not a number from 1 to " + max));
        }
        return limit;
    }
}
