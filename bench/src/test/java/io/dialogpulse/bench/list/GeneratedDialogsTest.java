package io.dialogpulse.bench.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dialogpulse.metrics.DialogRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GeneratedDialogsTest {
    private static final int COUNT = 20_000;
    private static final Offset<Double> ROUGHLY = within(0.01);

    private final GeneratedDialogs dialogs = new GeneratedDialogs(COUNT);
    private final List<DialogRow> rows =
            LongStream.range(0, COUNT).mapToObj(dialogs::row).toList();

    @Test
    void shouldGiveEachDialogAnIdOfItsOwn() {
        assertThat(rows).extracting(DialogRow::getDialogId).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameRowAndTheSameUpdateEveryTime() {
        assertThat(dialogs.row(17)).isEqualTo(rows.get(17));
        assertThat(dialogs.update(17)).isEqualTo(dialogs.update(17));
    }

    @Test
    void shouldHaveTheSharesThatItsFiguresAreQuotedWith() {
        assertThat(share(row -> GeneratedDialogs.ACTIVE.contains(row.getDetailedStatus())))
                .isCloseTo(0.03, ROUGHLY);
        assertThat(share(row -> GeneratedDialogs.LARGE_LINE.equals(row.getLineId())))
                .isCloseTo(0.2, ROUGHLY);
        var endOfMonth = GeneratedDialogs.START.plus(Duration.ofDays(30));
        assertThat(share(row -> row.getCreatedAt().isBefore(endOfMonth))).isCloseTo(0.1, ROUGHLY);
    }

    @Test
    void shouldUpdateDialogsThatExistToSomethingNewer() {
        List<String> ids = rows.stream().map(DialogRow::getDialogId).toList();
        DialogRow last = dialogs.update(99);

        assertThat(ids).contains(last.getDialogId());
        assertThat(last.getModifiedAt()).isAfter(dialogs.update(98).getModifiedAt());
    }

    private double share(Predicate<DialogRow> condition) {
        return rows.stream().filter(condition).count() / (double) COUNT;
    }
}
