package io.dialogpulse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldTakeTheNearestRank() {
        Spread spread = new Spread(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

        assertThat(spread.quantile(0.5)).isEqualTo(50);
        assertThat(spread.quantile(0.99)).isEqualTo(99);
        assertThat(spread.quantile(1)).isEqualTo(100);
        assertThat(spread.quantile(0)).isEqualTo(1);
    }

    @Test
    void shouldShowMedianAndRange() {
        assertThat(new Spread(List.of(3_000.0, 1_000.0, 2_000.0)).show("%,.0f")).isEqualTo("2,000 (1,000–3,000)");
    }

    @Test
    void shouldShowQuantiles() {
        assertThat(new Spread(List.of(3_000.0, 1_000.0, 2_000.0)).quantiles("%,.0f", 0.5, 1))
                .isEqualTo("2,000 / 3,000");
    }

    @Test
    void shouldRefuseToSumUpNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(List.of()));
    }
}
