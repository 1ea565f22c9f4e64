package io.dialogpulse.query.index;

import io.dialogpulse.query.search.Cursor;
import io.dialogpulse.query.search.ListRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A page of rows.
     *
     * @param rows as they stand in the topic
     * @param total how many rows match, exactly
     * @param next where the next page begins; empty on the last page
     */
    public record Page(List<byte[]> rows, long total, Optional<Cursor> next) {}

    /** The rows that match, sorted, from the cursor on. */
    public Page page(ListRequest request) throws IOException {
        Query query = Queries.matching(request.filters());
        Sort sort = Queries.sort(request.sort());
        FieldDoc after = request.after()
                .map(cursor -> Queries.after(cursor, request.sort()))
                .orElse(null);
        long total = searcher.count(query);
        ScoreDoc[] hits = hits(query, sort, after, request.limit() + 1);
        if (hits.length <= request.limit()) {
            return new Page(rows(hits), total, Optional.empty());
        }
        ScoreDoc[] page = Arrays.copyOf(hits, request.limit());
        FieldDoc last = (FieldDoc) page[page.length - 1];
        return new Page(rows(page), total, Optional.of(Queries.cursorAt(last, request.sort())));
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
