package io.dialogpulse.query.index;

import java.io.IOException;
import java.util.IdentityHashMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Documents that are known already, as a query: one bit for each of the readers it is made for, none of others. */
final class RowSet extends Query {
    private final IdentityHashMap<LeafReader, FixedBitSet> documents = new IdentityHashMap<>();

    void add(LeafReader reader, FixedBitSet matching) {
        documents.put(reader, matching);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                FixedBitSet matching = documents.get(leaf.reader());
                if (matching == null) {
                    return null;
                }
                DocIdSetIterator iterator = new BitSetIterator(matching, matching.cardinality());
                return ConstantScoreScorerSupplier.fromIterator(
                        iterator, score(), scoreMode, leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "RowSet";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
