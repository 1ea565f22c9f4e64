package io.dialogpulse.query.access;

import io.dialogpulse.query.search.Filter;
import java.util.List;

/** Searches messages only where the caller may read them: whoever could count the hits would know the words. */
final class ReadableText {
    private ReadableText() {}

    /** The same filter, with messages left out of dialogs whose history is not to be read. */
    static Filter within(Filter filter, Filter history) {
        if (history.equals(Filter.ALL)) {
            return filter;
        }
        return switch (filter) {
            case Filter.And and -> new Filter.And(each(and.filters(), history));
            case Filter.Or or -> new Filter.Or(each(or.filters(), history));
            case Filter.Not not -> new Filter.Not(within(not.filter(), history));
            case Filter.Text text -> {
                Filter row = new Filter.RowText(text.words());
                yield history.equals(Filter.NONE)
                        ? row
                        : new Filter.Or(List.of(row, new Filter.And(List.of(text, history))));
            }
            default -> filter;
        };
    }

    private static List<Filter> each(List<Filter> filters, Filter history) {
        return filters.stream().map(filter -> within(filter, history)).toList();
    }
}
