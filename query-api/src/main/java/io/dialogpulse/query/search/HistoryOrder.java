package io.dialogpulse.query.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From which end a history is read. */
public enum HistoryOrder {
    OLDEST_FIRST("asc"),
    NEWEST_FIRST("desc");

    private final String apiName;

    HistoryOrder(String apiName) {
        this.apiName = apiName;
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** Reads a name; what is wrong goes to {@code errors}. */
    public static HistoryOrder parse(String text, List<FieldError> errors) {
        Optional<HistoryOrder> named = Arrays.stream(values())
                .filter(order -> order.apiName.equals(text))
                .findFirst();
        if (named.isEmpty()) {
            errors.add(new FieldError(
                    "order",
                    "is \"" + text + "\", not "
                            + Arrays.stream(values()).map(HistoryOrder::apiName).collect(Collectors.joining(" or "))));
        }
        return named.orElse(OLDEST_FIRST);
    }
}
