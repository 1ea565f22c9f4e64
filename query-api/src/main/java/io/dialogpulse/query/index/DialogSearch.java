package io.dialogpulse.query.index;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.SearchTimeout;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;

/** Searches over the snapshots of any number of partitions, as if they were one index. */
public final class DialogSearch {
    private final IndexReader reader;
    private final TextSearch texts;
    private final int few;

    /**
     * The snapshots stay the caller's to close, after the last search.
     *
     * @param rows of any partitions
     * @param entries of the same partitions in the same order
     */
    public DialogSearch(List<IndexSnapshot> rows, List<IndexSnapshot> entries) throws IOException {
        this(rows, entries, Narrowing.FEW);
    }

    /** @param few so many rows are sorted without narrowing first */
    DialogSearch(List<IndexSnapshot> rows, List<IndexSnapshot> entries, int few) throws IOException {
        this.reader = Segments.of(rows);
        this.texts = new TextSearch(rows, entries);
        this.few = few;
    }

    /**
     * The rows that match, sorted, from the cursor on.
     *
     * @throws SearchTimeout if it takes longer than the limit
     * @throws io.dialogpulse.query.search.InvalidRequest if a facet has too many values
     */
    public Found find(Search search, Duration limit) throws IOException {
        Deadline deadline = new Deadline(limit);
        TimedSearcher searcher = new TimedSearcher(reader, deadline);
        Query query = query(search.filter(), searcher, deadline);
        Narrowing.Top top = new Narrowing(searcher, few).top(search, query);
        return new Found(
                rows(top.hits()),
                top.total(),
                search.facets().isEmpty()
                        ? Collections.emptySortedMap()
                        : searcher.search(query, FacetCounts.of(search.facets())));
    }

    /**
     * All rows that match, sorted, from the cursor on, whatever the search's limit is.
     *
     * @param limit how long counting them, and each pass, may take
     * @throws SearchTimeout if it takes longer
     */
    public RowScan scan(Search search, Duration limit) throws IOException {
        Deadline deadline = new Deadline(limit);
        TimedSearcher searcher = new TimedSearcher(reader, deadline);
        Query query = query(search.filter(), searcher, deadline);
        return new RowScan(reader, few, search, query, searcher.count(query), limit);
    }

    /**
     * What the rows that match add up to.
     *
     * @throws SearchTimeout if it takes longer than the limit
     * @throws io.dialogpulse.query.stats.TooManyGroups if there are more groups than an answer may have
     */
    public Groups sumUp(StatsQuestion question, Duration limit) throws IOException {
        Deadline deadline = new Deadline(limit);
        TimedSearcher searcher = new TimedSearcher(reader, deadline).onAllCores();
        return searcher.search(query(question.filter(), searcher, deadline), StatsCollector.of(question));
    }

    /** In the form in which it is executed, as it may be more than once. */
    private Query query(Filter filter, TimedSearcher searcher, Deadline deadline) throws IOException {
        try {
            return searcher.rewrite(Queries.matching(filter, text -> texts.matching(text, deadline)));
        } catch (IndexSearcher.TooManyClauses e) {
            // A word with hyphens is many words, which nobody could count before
            throw new InvalidRequest(List.of(
                    new FieldError("filter", "has more than " + e.getMaxClauseCount() + " words and conditions")));
        }
    }

    /** The row of a dialog, as it stands in the topic. */
    public Optional<byte[]> row(String dialogId) throws IOException {
        TopDocs found = new IndexSearcher(reader).search(new TermQuery(Fields.id(dialogId)), 1);
        return rows(List.of(found.scoreDocs)).stream().findFirst();
    }

    private List<byte[]> rows(List<ScoreDoc> hits) throws IOException {
        List<byte[]> rows = new ArrayList<>(hits.size());
        for (ScoreDoc hit : hits) {
            rows.add(StoredBytes.of(reader, hit.doc, Fields.ROW));
        }
        return rows;
    }
}
