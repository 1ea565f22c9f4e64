package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first rows of a list that is sorted by a number, without looking at all rows that match: it looks only at a
 * range of the numbers at the list's beginning, which should hold somewhat more rows than wanted, and widens it until
 * it does. What lies outside of the range sorts behind all that lies inside, so the rows are exactly the first.
 *
 * <p>"Newest first" needs this. Rows arrive in ascending order, so to a plain search each next one is the best so far.
 */
final class Narrowing {
    /** Fewer than these are counted and sorted in one pass. */
    static final int FEW = 20_000;

    /** So many times as many texts: looking at them twice, to count and to sort, costs more than it saves. */
    private static final int TEXTS = 25;

    private static final int WORTH_ALL_CORES = 1_000;
    private static final int ROOM = 4;
    private static final int LEAST_AIM = 200;
    private static final int WIDER = 8;

    private final TimedSearcher searcher;
    private final int few;

    Narrowing(TimedSearcher searcher, int few) {
        this.searcher = searcher;
        this.few = few;
    }

    /** The first rows, and how many match. */
    Top top(Search search, Query query) throws IOException {
        Sort.Order order = search.sort().orders().getFirst();
        boolean byNumber = order.column().sortsByNumber();
        long cost = searcher.cost(query);
        if (cost <= (byNumber ? few : few * (long) TEXTS)) {
            TimedSearcher searching = cost < WORTH_ALL_CORES ? searcher : searcher.onAllCores();
            TopFieldDocs all = searching.topAndCount(query, Queries.sort(search.sort()), after(search), search.limit());
            return new Top(List.of(all.scoreDocs), all.totalHits.value());
        }
        int total = searcher.count(query);
        ScoreDoc[] found = byNumber && total > few ? narrowed(search, query, order, total) : null;
        return new Top(List.of(found == null ? first(search, query) : found), total);
    }

    record Top(List<ScoreDoc> hits, long total) {}

    private ScoreDoc @Nullable [] narrowed(Search search, Query query, Sort.Order order, long total)
            throws IOException {
        String field = order.column().apiName();
        PointRanges points = new PointRanges(field, searcher.leaves());
        Range asked = asked(search.filter(), order.column(), new Range(points.min(), points.max()));
        Range rest = asked;
        if (search.after().isPresent()) {
            Object key = search.after().map(Cursor::keys).orElseThrow().getFirst();
            if (key == null) {
                return first(search, absent(query, order.column()));
            }
            rest = order.descending() ? asked.upTo((Long) key) : asked.from((Long) key);
        }
        long available = points.estimate(rest.low, rest.high);
        double density = Math.min(1, (double) total / Math.max(1, points.estimate(asked.low, asked.high)));
        double aim = Math.max(LEAST_AIM, (double) ROOM * search.limit()) / density;
        while (!rest.isEmpty() && aim < available / 2.0) {
            Range range = reaching(aim, rest, order.descending(), points);
            ScoreDoc[] found = first(search, both(query, LongPoint.newRangeQuery(field, range.low, range.high)));
            if (found.length == search.limit()) {
                return found;
            }
            aim *= WIDER;
        }
        return null;
    }

    /** The narrowest part of a range, from where the list begins, that seems to hold so many rows, and at most twice. */
    private static Range reaching(double aim, Range rest, boolean descending, PointRanges points) {
        long near = descending ? rest.high : rest.low;
        long far = descending ? rest.low : rest.high;
        while (near != far) {
            long middle = middle(near, far);
            Range part = descending ? rest.from(middle) : rest.upTo(middle);
            long estimate = points.estimate(part.low, part.high);
            if (estimate >= aim && estimate <= 2 * aim) {
                return part;
            }
            if (estimate >= aim) {
                far = middle;
            } else {
                near = descending ? middle - 1 : middle + 1;
                if (descending ? near < far : near > far) {
                    near = far;
                }
            }
        }
        return descending ? rest.from(far) : rest.upTo(far);
    }

    /** Rounded towards {@code near}, whichever is greater; the difference may exceed a long. */
    private static long middle(long near, long far) {
        return near >= far ? near - ((near - far) >>> 1) : near + ((far - near) >>> 1);
    }

    /** The range that a filter asks for outright; what it excludes need not be looked at. */
    private static Range asked(Filter filter, Column column, Range range) {
        return switch (filter) {
            case Filter.Between between
            when between.column() == column -> range.from(between.min()).upTo(between.max());
            case Filter.And and -> {
                Range narrower = range;
                for (Filter part : and.filters()) {
                    narrower = asked(part, column, narrower);
                }
                yield narrower;
            }
            default -> range;
        };
    }

    private ScoreDoc[] first(Search search, Query query) throws IOException {
        return searcher.top(query, Queries.sort(search.sort()), after(search), search.limit()).scoreDocs;
    }

    private static @Nullable FieldDoc after(Search search) {
        return search.after()
                .map(cursor -> Queries.after(cursor, search.sort()))
                .orElse(null);
    }

    private static Query absent(Query query, Column column) {
        return both(query, Queries.absent(column));
    }

    private static Query both(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, Occur.FILTER)
                .add(other, Occur.FILTER)
                .build();
    }

    private record Range(long low, long high) {
        boolean isEmpty() {
            return low > high;
        }

        Range from(long least) {
            return new Range(Math.max(low, least), high);
        }

        Range upTo(long greatest) {
            return new Range(low, Math.min(high, greatest));
        }
    }
}
