package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What was asked for, in Lucene's words. */
final class Queries {
    private Queries() {}

    /** Finds the rows of words that may stand in other documents than the rows'. */
    interface Texts {
        Query matching(Filter.Text text) throws IOException;
    }

    static Query matching(Filter filter, Texts texts) throws IOException {
        return switch (filter) {
            case Filter.And and -> allOf(and.filters(), texts);
            case Filter.Or or -> anyOf(or.filters(), texts);
            case Filter.Not not -> not(matching(not.filter(), texts));
            case Filter.AnyOf anyOf -> anyOf(anyOf);
            case Filter.Between between ->
                LongPoint.newRangeQuery(between.column().apiName(), between.min(), between.max());
            case Filter.Present present -> new FieldExistsQuery(Fields.sortOf(present.column()));
            case Filter.Words words -> words(words);
            case Filter.Text text -> texts.matching(text);
            case Filter.RowText text -> rowText(text);
        };
    }

    private static Query allOf(List<Filter> filters, Texts texts) throws IOException {
        if (filters.isEmpty()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Filter filter : filters) {
            all.add(matching(filter, texts), Occur.FILTER);
        }
        return all.build();
    }

    private static Query anyOf(List<Filter> filters, Texts texts) throws IOException {
        if (filters.isEmpty()) {
            return new MatchNoDocsQuery("nothing is asked for");
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Filter filter : filters) {
            any.add(matching(filter, texts), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private static Query anyOf(Filter.AnyOf filter) {
        String field = filter.column().apiName();
        Query values = filter.column().sortsByNumber()
                ? LongPoint.newSetQuery(
                        field,
                        filter.values().stream().mapToLong(Long::parseLong).toArray())
                : terms(field, filter.values().stream().map(BytesRef::new).toList());
        if (!filter.orAbsent()) {
            return values;
        }
        return new BooleanQuery.Builder()
                .add(values, Occur.SHOULD)
                .add(absent(filter.column()), Occur.SHOULD)
                .build();
    }

    private static Query terms(String field, List<BytesRef> values) {
        // A set is looked through in every segment for each of the steps of a search, a single term is not
        return values.size() == 1
                ? new TermQuery(new Term(field, values.getFirst()))
                : new TermInSetQuery(field, values);
    }

    /** The rows in which a column has no value. */
    static Query absent(Column column) {
        return not(new FieldExistsQuery(Fields.sortOf(column)));
    }

    private static Query rowText(Filter.RowText text) {
        List<Query> words = TextWords.queries(text.words());
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("none of " + text.words() + " is a word");
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(word, Occur.FILTER));
        return all.build();
    }

    private static Query words(Filter.Words filter) {
        String field = Fields.wordsOf(filter.column());
        List<Query> queries = new ArrayList<>();
        for (Filter.Word word : filter.words()) {
            List<String> parts = Fields.NAMES.words(field, Fields.words(filter.column(), word.text()));
            for (int i = 0; i < parts.size(); i++) {
                Term term = new Term(field, parts.get(i));
                // "Anna-Mar*" is the word Anna and a word that begins with Mar
                boolean prefix = word.prefix() && i == parts.size() - 1;
                queries.add(prefix ? new PrefixQuery(term) : new TermQuery(term));
            }
        }
        if (queries.isEmpty()) {
            return new MatchNoDocsQuery("none of " + filter.words() + " is a word");
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        queries.forEach(query -> all.add(query, Occur.FILTER));
        return all.build();
    }

    static Sort sort(io.dialogpulse.query.search.Sort sort) {
        SortField[] fields = sort.orders().stream().map(Queries::sortField).toArray(SortField[]::new);
        int last = fields.length - 1;
        if (last > 0) {
            // The dialogId
            fields[last] = TieBreak.by(
                    Fields.sortOf(sort.orders().get(last).column()),
                    sort.orders().get(last).descending());
        }
        return new Sort(fields);
    }

    private static SortField sortField(io.dialogpulse.query.search.Sort.Order order) {
        Column column = order.column();
        return new SortField(
                Fields.sortOf(column),
                column.sortsByNumber() ? SortField.Type.LONG : SortField.Type.STRING,
                order.descending(),
                standIn(order));
    }

    /** What stands for an absent value, so that it sorts last in either direction. */
    private static Object standIn(io.dialogpulse.query.search.Sort.Order order) {
        if (order.column().sortsByNumber()) {
            return order.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        // Lucene turns the whole order around when it descends, absent values too
        return order.descending() ? SortField.STRING_FIRST : SortField.STRING_LAST;
    }

    static FieldDoc after(Cursor cursor, io.dialogpulse.query.search.Sort sort) {
        @Nullable Object[] fields = new Object[sort.orders().size()];
        for (int i = 0; i < fields.length; i++) {
            Object key = cursor.keys().get(i);
            var order = sort.orders().get(i);
            if (order.column().sortsByNumber()) {
                fields[i] = key == null ? standIn(order) : key;
            } else {
                fields[i] = key == null ? null : new BytesRef(order.column().textKey(key.toString()));
            }
        }
        // The last key is unique, so only the cursor's own row can tie, and it must not come again
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
    }
}
