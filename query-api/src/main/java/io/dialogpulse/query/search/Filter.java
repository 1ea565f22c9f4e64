package io.dialogpulse.query.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dialogpulse.metrics.DetailedStatus;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on the rows, with everything that was relative (to now, to the caller) resolved, so that every instance
 * understands the same by it. As JSON it travels between instances; it is not what callers of the API write.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Filter.And.class, name = "and"),
    @JsonSubTypes.Type(value = Filter.Or.class, name = "or"),
    @JsonSubTypes.Type(value = Filter.Not.class, name = "not"),
    @JsonSubTypes.Type(value = Filter.AnyOf.class, name = "anyOf"),
    @JsonSubTypes.Type(value = Filter.Between.class, name = "between"),
    @JsonSubTypes.Type(value = Filter.Present.class, name = "present"),
    @JsonSubTypes.Type(value = Filter.Words.class, name = "words"),
    @JsonSubTypes.Type(value = Filter.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Filter.RowText.class, name = "rowText")
})
public sealed interface Filter {
    /** Every row. */
    Filter ALL = new And(List.of());
    /** No row. */
    Filter NONE = new Or(List.of());
    /** Dialogs that are not closed or being closed. */
    Filter ACTIVE = new AnyOf(
            Column.DETAILED_STATUS,
            Collections.unmodifiableSortedSet(Stream.of(
                            DetailedStatus.NEW,
                            DetailedStatus.QUEUED,
                            DetailedStatus.ACCEPTED,
                            DetailedStatus.CLIENT_WAITING,
                            DetailedStatus.CLIENT_WAITING_AGAIN,
                            DetailedStatus.OPERATOR_ANSWERED)
                    .map(Enum::name)
                    .collect(Collectors.toCollection(TreeSet::new))),
            false);

    /** All of them hold; none at all holds for every row. */
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    /** At least one of them holds; none at all holds for no row. */
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /** It does not hold. */
    record Not(Filter filter) implements Filter {}

    /**
     * The column holds one of the values; a list column holds it among others.
     *
     * @param values as {@link Column#keyword} writes them
     * @param orAbsent rows without a value match too
     */
    record AnyOf(Column column, SortedSet<String> values, boolean orAbsent) implements Filter {}

    /** The column's number or epoch milliseconds lie within the bounds, both included; absent values never match. */
    record Between(Column column, long min, long max) implements Filter {}

    /** The column has a value. */
    record Present(Column column) implements Filter {}

    /** The column's text has every one of these words, in any order. */
    record Words(Column column, List<Word> words) implements Filter {}

    /**
     * Every one of these words stands somewhere in the dialog: in its client, line, operator, comment, page, number, or
     * in the text of one of its messages.
     */
    record Text(List<Word> words) implements Filter {}

    /** The same without the messages: for callers who may see the row and not the history. */
    record RowText(List<Word> words) implements Filter {}

    /**
     * A word as it was asked for.
     *
     * @param prefix words that begin so match too
     */
    record Word(String text, boolean prefix) {}

    /** Both hold. */
    static Filter both(Filter one, Filter other) {
        if (one.equals(ALL)) {
            return other;
        }
        return other.equals(ALL) ? one : new And(List.of(one, other));
    }
}
