package io.dialogpulse.query.http;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Query parameters of routes that know few. */
final class Parameters {
    private Parameters() {}

    /** Refuses any parameter. */
    static void requireNone(Context context) {
        requireOnly(context, Set.of());
    }

    /** Refuses all parameters but these. */
    static void requireOnly(Context context, Set<String> known) {
        List<FieldError> errors = context.queryParamMap().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new FieldError(name, "is no parameter here"))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    /** The value of a parameter that may be given once. */
    static Optional<String> single(Context context, String name) {
        List<String> values = context.queryParamMap().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(List.of(new FieldError(name, "is given " + values.size() + " times")));
        }
        return values.stream().findFirst();
    }
}
