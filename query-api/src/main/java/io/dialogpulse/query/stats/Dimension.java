package io.dialogpulse.query.stats;

import io.dialogpulse.query.search.Column;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What dialogs are grouped by: a column's value, or the period in which a time of theirs lies. */
public enum Dimension {
    LINE("line", Column.LINE_ID),
    CHANNEL("channel", Column.CHANNEL),
    OPERATOR("operator", Column.OPERATOR_ID),
    DEPARTMENT("department", Column.DEPARTMENT_ID),
    DIRECTION("direction", Column.DIRECTION),
    STATUS("status", Column.STATUS),
    /** An hour of a day; where the clock is put back, an hour comes twice, told apart by its offset. */
    HOUR("hour", null),
    DAY("day", null),
    /** ISO 8601: from Monday on, named by the year of its Thursday. */
    WEEK("week", null),
    MONTH("month", null),
    /** 0 to 23, of all days together. */
    HOUR_OF_DAY("hourOfDay", null),
    /** 1 (Monday) to 7, of all weeks together. */
    DAY_OF_WEEK("dayOfWeek", null);

    private static final Map<String, Dimension> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Dimension::apiName, Function.identity()));

    private final String apiName;
    private final @Nullable Column column;

    Dimension(String apiName, @Nullable Column column) {
        this.apiName = apiName;
        this.column = column;
    }

    /** The dimension with this name in the API. */
    public static Optional<Dimension> named(String apiName) {
        return Optional.ofNullable(BY_NAME.get(apiName));
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** Whether its periods come again and again, and are known by a number alone. */
    public boolean isRecurring() {
        return this == HOUR_OF_DAY || this == DAY_OF_WEEK;
    }

    /** The column whose value it is; empty for a period. */
    public Optional<Column> column() {
        return Optional.ofNullable(column);
    }
}
