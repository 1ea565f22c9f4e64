package io.dialogpulse.query.index;

import io.dialogpulse.query.stats.Dimension;
import io.dialogpulse.query.stats.Group;
import io.dialogpulse.query.stats.Groups;
import io.dialogpulse.query.stats.Periods;
import io.dialogpulse.query.stats.StatsQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/**
 * Finds a document's group without making its key: each dimension numbers its values, and each level of the tree maps
 * these numbers.
 */
final class GroupTree {
    private final Groups groups;
    private final List<Numbering> dimensions = new ArrayList<>();
    private final Node root = new Node();

    GroupTree(StatsQuestion question, Groups groups) {
        this.groups = groups;
        for (Dimension dimension : question.groupBy()) {
            dimensions.add(dimension
                    .column()
                    .<Numbering>map(column -> new Values(Fields.sortOf(column)))
                    .orElseGet(() -> new PeriodNumbers(new Periods(dimension, question.zone()))));
        }
    }

    /** Goes on with another segment. */
    void enter(LeafReader reader) throws IOException {
        for (Numbering dimension : dimensions) {
            dimension.enter(reader);
        }
    }

    /** The group of a document of the segment, with the time whose periods are meant. */
    Group groupOf(int doc, long time) throws IOException {
        Node node = root;
        for (int i = 0; i < dimensions.size(); i++) {
            node = node.child(dimensions.get(i).numberOf(doc, time));
        }
        if (node.group == null) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Numbering dimension : dimensions) {
                values.add(dimension.value(dimension.numberOf(doc, time)));
            }
            node.group = groups.at(new Groups.Key(values));
        }
        return node.group;
    }

    private static final class Node {
        private final Map<Integer, Node> children = new HashMap<>();
        private @Nullable Group group;
        private @Nullable Node last;
        private int lastNumber;

        Node child(int number) {
            // Neighbours are alike: most documents are of the same hour as the one before
            Node known = last;
            if (known != null && lastNumber == number) {
                return known;
            }
            Node child = children.computeIfAbsent(number, added -> new Node());
            last = child;
            lastNumber = number;
            return child;
        }
    }

    private sealed interface Numbering {
        void enter(LeafReader reader) throws IOException;

        int numberOf(int doc, long time) throws IOException;

        @Nullable
        Object value(int number);
    }

    /** Numbers a column's values; 0 is none. */
    private static final class Values implements Numbering {
        private static final int ABSENT = 0;

        private final String field;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<@Nullable String> values = new ArrayList<>();
        private SortedDocValues ordinals = DocValues.emptySorted();
        private int[] ofOrdinal = {};

        Values(String field) {
            this.field = field;
            values.add(null);
        }

        @Override
        public void enter(LeafReader reader) throws IOException {
            ordinals = DocValues.getSorted(reader, field);
            ofOrdinal = new int[ordinals.getValueCount()];
        }

        @Override
        public int numberOf(int doc, long time) throws IOException {
            if (!ordinals.advanceExact(doc)) {
                return ABSENT;
            }
            int ordinal = ordinals.ordValue();
            if (ofOrdinal[ordinal] == ABSENT) {
                ofOrdinal[ordinal] = number(ordinals.lookupOrd(ordinal).utf8ToString());
            }
            return ofOrdinal[ordinal];
        }

        private int number(String value) {
            return numbers.computeIfAbsent(value, unknown -> {
                values.add(unknown);
                return values.size() - 1;
            });
        }

        @Override
        public @Nullable Object value(int number) {
            return values.get(number);
        }
    }

    private record PeriodNumbers(Periods periods) implements Numbering {
        @Override
        public void enter(LeafReader reader) {
            // A time's period is the same in all segments
        }

        @Override
        public int numberOf(int doc, long time) {
            return periods.indexOf(time);
        }

        @Override
        public Object value(int number) {
            return periods.at(number);
        }
    }
}
