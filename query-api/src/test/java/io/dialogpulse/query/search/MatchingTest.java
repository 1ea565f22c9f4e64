package io.dialogpulse.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.reference.RandomQueries;
import io.dialogpulse.query.reference.RandomQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    @Test
    void agreesWithPlainJavaWhereverItDecides() {
        long seed = Long.getLong("dialogpulse.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        List<DialogRow> rows = new RandomRows(seed).rows(200);
        RandomQueries queries = new RandomQueries(seed, rows, Optional.of(NOW));
        ListParser parser = new ListParser(() -> NOW);
        int decided = 0;
        for (int i = 0; i < 1_000; i++) {
            RandomQuery query = queries.next();
            Filter filter;
            try {
                filter = (query.isJson() ? parser.json(query.body()) : parser.parameters(query.parameters())).filter();
            } catch (InvalidRequest contradiction) {
                continue;
            }
            for (DialogRow row : rows) {
                Matching matching = Matching.of(filter, row);
                if (matching != Matching.UNDECIDED) {
                    decided++;
                    assertThat(matching == Matching.YES)
                            .as("%s for %s with seed %d", query, row.getDialogId(), seed)
                            .isEqualTo(query.filter().test(row));
                }
            }
        }
        assertThat(decided).isGreaterThan(50_000);
    }

    @Test
    void wordsAreUndecidedAndRightsNever() {
        DialogRow row = new RandomRows(1).row("d1");
        Filter words = new Filter.Words(Column.CLIENT_NAME, List.of(new Filter.Word("anna", false)));

        assertThat(Matching.of(words, row)).isEqualTo(Matching.UNDECIDED);
        assertThat(Matching.of(new Filter.Not(words), row)).isEqualTo(Matching.UNDECIDED);
        assertThat(Matching.of(Filter.both(words, Filter.NONE), row)).isEqualTo(Matching.NO);
    }
}
