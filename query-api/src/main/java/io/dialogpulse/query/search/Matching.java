package io.dialogpulse.query.search;

import io.dialogpulse.metrics.DialogRow;
import java.util.List;

/**
 * Whether a filter holds for a row that is in no index any more. Words can only be asked of an index, so a filter with
 * words may be undecided; one without, as rights are, never is.
 */
public enum Matching {
    /** It does not hold. */
    NO,
    /** It depends on words. */
    UNDECIDED,
    /** It holds. */
    YES;

    /** What can be said about this row. */
    public static Matching of(Filter filter, DialogRow row) {
        return switch (filter) {
            case Filter.And and ->
                and.filters().stream()
                        .map(part -> of(part, row))
                        .min(Matching::compareTo)
                        .orElse(YES);
            case Filter.Or or ->
                or.filters().stream()
                        .map(part -> of(part, row))
                        .max(Matching::compareTo)
                        .orElse(NO);
            case Filter.Not not ->
                switch (of(not.filter(), row)) {
                    case NO -> YES;
                    case UNDECIDED -> UNDECIDED;
                    case YES -> NO;
                };
            case Filter.AnyOf anyOf -> is(anyOf(anyOf, row));
            case Filter.Between between ->
                is(between.column().sortKeyIn(row) instanceof Long number
                        && number >= between.min()
                        && number <= between.max());
            case Filter.Present present -> is(present.column().sortKeyIn(row) != null);
            case Filter.Words _, Filter.Text _, Filter.RowText _ -> UNDECIDED;
        };
    }

    private static boolean anyOf(Filter.AnyOf filter, DialogRow row) {
        Object value = filter.column().valueIn(row);
        return switch (value) {
            case null -> filter.orAbsent();
            case List<?> list ->
                list.isEmpty()
                        ? filter.orAbsent()
                        : list.stream().anyMatch(one -> filter.values().contains(Column.keyword(one)));
            default -> filter.values().contains(Column.keyword(value));
        };
    }

    private static Matching is(boolean holds) {
        return holds ? YES : NO;
    }
}
