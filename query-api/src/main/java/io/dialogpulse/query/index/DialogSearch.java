package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.StatsQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/** Searches over the snapshots of any number of partitions, as if they were one index. */
public final class DialogSearch {
    private static final int COUNT_IS_SEPARATE = 1;

    private final IndexSearcher searcher;

    /** The snapshots stay the caller's to close, after the last search. */
    public DialogSearch(List<IndexSnapshot> snapshots) throws IOException {
        IndexReader[] readers = snapshots.stream().map(IndexSnapshot::reader).toArray(IndexReader[]::new);
        this.searcher = new IndexSearcher(new MultiReader(readers, false));
    }

    /** The rows that match, sorted, from the cursor on. */
    public Found find(Search search) throws IOException {
        Query query = Queries.matching(search.filter());
        FieldDoc after = search.after()
                .map(cursor -> Queries.after(cursor, search.sort()))
                .orElse(null);
        long total = searcher.count(query);
        ScoreDoc[] hits = hits(query, Queries.sort(search.sort()), after, search.limit());
        return new Found(rows(hits), total, Collections.emptySortedMap());
    }

    /**
     * What the rows that match add up to.
     *
     * @throws io.dialogpulse.query.stats.TooManyGroups if there are more groups than an answer may have
     */
    public Groups sumUp(StatsQuestion question) throws IOException {
        return searcher.search(Queries.matching(question.filter()), StatsCollector.of(question));
    }

    /** The row of a dialog, as it stands in the topic. */
    public Optional<byte[]> row(String dialogId) throws IOException {
        TopDocs found = searcher.search(new TermQuery(Fields.id(dialogId)), 1);
        return rows(found.scoreDocs).stream().findFirst();
    }

    private ScoreDoc[] hits(Query query, Sort sort, @Nullable FieldDoc after, int limit) throws IOException {
        var collector = new TopFieldCollectorManager(sort, limit, after, COUNT_IS_SEPARATE);
        return searcher.search(query, collector).scoreDocs;
    }

    private List<byte[]> rows(ScoreDoc[] hits) throws IOException {
        List<byte[]> rows = new ArrayList<>(hits.length);
        for (ScoreDoc hit : hits) {
            rows.add(StoredBytes.of(searcher.getIndexReader(), hit.doc, Fields.ROW));
        }
        return rows;
    }
}
