package io.dialogpulse.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was given for one name of a request.
 *
 * @param texts at least one
 * @param literal each text is one value; otherwise commas separate values
 */
record Given(List<String> texts, boolean literal) {
    Given {
        texts = List.copyOf(texts);
    }

    /** As it is given in a query string: once or repeated, with commas. */
    static Given parameter(List<String> texts) {
        return new Given(texts, false);
    }

    /** The values one by one. */
    List<String> values() {
        if (literal) {
            return texts;
        }
        List<String> values = new ArrayList<>();
        texts.forEach(text -> values.addAll(Arrays.asList(text.split(",", -1))));
        return values;
    }
}
