package io.dialogpulse.query.search;

import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A filter of the dialog list by its name in the API. {@link #all} is the one description of the filters, behind query
 * parameters and JSON bodies alike.
 *
 * @param column what it is about
 * @param symbols the values it takes, if they are known beforehand; empty otherwise
 */
public record ListFilter(String name, Type type, Column column, List<String> symbols) {
    /** What can be asked. */
    public enum Type {
        /** One of several values. */
        VALUES,
        /** One of several values; {@code none} for rows without. */
        VALUES_OR_NONE,
        /** One of several values, none of which is taken apart at commas. */
        EXACT,
        /** Yes or no. */
        FLAG,
        /** Yes or no: the dialog is active. */
        ACTIVE,
        /** Yes or no: the column has a value. */
        PRESENCE,
        /** Yes or no: the time in the column has come. */
        PAST,
        /** One of several whole numbers, or a range of them. */
        NUMBER,
        /** A range of whole numbers; milliseconds, if the name ends in {@code Ms}. */
        WHOLE_RANGE,
        /** A range of ISO-8601 durations. */
        DURATION_RANGE,
        /** A range of times. */
        TIME_RANGE,
        /** A range of milliseconds from a time in the column to now. */
        AGE_WHOLE_RANGE,
        /** A range of ISO-8601 durations from a time in the column to now. */
        AGE_DURATION_RANGE,
        /** A range of milliseconds from now to a time in the column. */
        LEFT_WHOLE_RANGE,
        /** A range of ISO-8601 durations from now to a time in the column. */
        LEFT_DURATION_RANGE,
        /** Words of the column. */
        WORDS,
        /** Words anywhere in the dialog and its messages. */
        TEXT;

        /** Whether it has ends, {@code name.gte}, and {@code name.exists}. */
        public boolean isRange() {
            return switch (this) {
                case NUMBER,
                        WHOLE_RANGE,
                        DURATION_RANGE,
                        TIME_RANGE,
                        AGE_WHOLE_RANGE,
                        AGE_DURATION_RANGE,
                        LEFT_WHOLE_RANGE,
                        LEFT_DURATION_RANGE -> true;
                case VALUES, VALUES_OR_NONE, EXACT, FLAG, ACTIVE, PRESENCE, PAST, WORDS, TEXT -> false;
            };
        }

        /** Whether it takes values, {@code name=…}. */
        boolean hasValues() {
            return this == NUMBER || !isRange();
        }
    }

    private static final String MILLIS = "Ms";
    private static final List<String> RATINGS = List.of("1", "2", "3", "4", "5");
    private static final SequencedMap<String, ListFilter> BY_NAME = table();

    private static SequencedMap<String, ListFilter> table() {
        List<ListFilter> table = new ArrayList<>();
        table.add(new ListFilter("status", Type.VALUES, Column.STATUS, known(Status.values())));
        table.add(
                new ListFilter("detailedStatus", Type.VALUES, Column.DETAILED_STATUS, known(DetailedStatus.values())));
        table.add(filter("line", Type.VALUES, Column.LINE_ID));
        table.add(filter("channel", Type.VALUES, Column.CHANNEL));
        table.add(filter("operator", Type.VALUES_OR_NONE, Column.OPERATOR_ID));
        table.add(filter("participant", Type.VALUES, Column.PARTICIPANT_IDS));
        table.add(filter("department", Type.VALUES, Column.DEPARTMENT_ID));
        table.add(new ListFilter("direction", Type.VALUES, Column.DIRECTION, known(DialogDirection.values())));
        table.add(filter("client", Type.VALUES, Column.CLIENT_ID));
        table.add(new ListFilter("clientRating", Type.VALUES_OR_NONE, Column.CLIENT_RATING, RATINGS));
        table.add(new ListFilter("managerRating", Type.VALUES_OR_NONE, Column.MANAGER_RATING, RATINGS));
        table.add(filter("spam", Type.FLAG, Column.SPAM));
        table.add(filter("active", Type.ACTIVE, Column.DETAILED_STATUS));
        table.add(filter("crm", Type.PRESENCE, Column.CRM));
        table.add(filter("formFilled", Type.FLAG, Column.FORM_FILLED));
        table.add(filter("historyRequested", Type.FLAG, Column.HISTORY_REQUESTED));
        table.add(filter("pinned", Type.FLAG, Column.PINNED));
        table.add(filter("waiting", Type.PRESENCE, Column.OPEN_QUESTION_AT));
        table.add(filter("waitingFor", Type.AGE_DURATION_RANGE, Column.OPEN_QUESTION_AT));
        table.add(filter("waitingForMs", Type.AGE_WHOLE_RANGE, Column.OPEN_QUESTION_AT));
        table.add(filter("breached", Type.PAST, Column.DUE_AT));
        table.add(filter("timeLeft", Type.LEFT_DURATION_RANGE, Column.DUE_AT));
        table.add(filter("timeLeftMs", Type.LEFT_WHOLE_RANGE, Column.DUE_AT));
        table.add(filter("clientName", Type.WORDS, Column.CLIENT_NAME));
        table.add(filter("pageUrl", Type.WORDS, Column.PAGE_URL));
        table.add(filter("managerComment", Type.WORDS, Column.MANAGER_COMMENT));
        table.add(filter("q", Type.TEXT, Column.DIALOG_ID));
        table.add(filter("id", Type.EXACT, Column.DIALOG_ID));
        table.add(filter("number", Type.NUMBER, Column.NUMBER));
        for (Column column : Column.values()) {
            String name = column.apiName();
            switch (column.kind()) {
                case TIME -> table.add(filter(name, Type.TIME_RANGE, column));
                case COUNT -> table.add(filter(name, Type.WHOLE_RANGE, column));
                case DURATION -> {
                    table.add(filter(name, Type.WHOLE_RANGE, column));
                    table.add(filter(withoutUnit(name), Type.DURATION_RANGE, column));
                }
                default -> {
                    // What it can be filtered by stands above
                }
            }
        }
        SequencedMap<String, ListFilter> byName = new LinkedHashMap<>();
        table.forEach(filter -> byName.put(filter.name(), filter));
        return Collections.unmodifiableSequencedMap(byName);
    }

    private static ListFilter filter(String name, Type type, Column column) {
        return new ListFilter(name, type, column, List.of());
    }

    private static String withoutUnit(String name) {
        return name.substring(0, name.length() - MILLIS.length());
    }

    private static List<String> known(Enum<?>[] symbols) {
        return Arrays.stream(symbols)
                .map(Enum::name)
                .filter(symbol -> !symbol.equals("UNKNOWN"))
                .toList();
    }

    /** All filters, in a fixed order. */
    public static Collection<ListFilter> all() {
        return BY_NAME.values();
    }

    /** The filter with this name. */
    public static Optional<ListFilter> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether its column has few enough different values to be counted by each. */
    public boolean isFacet() {
        return switch (type) {
            case VALUES, VALUES_OR_NONE -> column != Column.CLIENT_ID;
            case FLAG -> true;
            default -> false;
        };
    }
}
