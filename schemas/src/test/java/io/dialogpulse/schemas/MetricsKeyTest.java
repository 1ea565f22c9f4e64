package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsKeyTest {
    private static final long HOUR = 1_790_002_800_000L;

    @Test
    void readsAsHourLineChannelAndOperator() {
        assertThat(MetricsKey.ofHour(HOUR + 3_599_999, "sales", "telegram", "op1"))
                .hasToString("1790002800000|sales|telegram|op1");
    }

    @Test
    void comesBackAsItWasWhateverItsParts() {
        List<MetricsKey> keys = List.of(
                new MetricsKey(HOUR, null, null, null),
                new MetricsKey(HOUR, "a|b", "%7C", "%"),
                new MetricsKey(HOUR, "a", "b|%7C", "😀|"),
                new MetricsKey(HOUR, "a", null, "%257C"));

        assertThat(keys)
                .allSatisfy(key -> assertThat(MetricsKey.parse(key.toString())).isEqualTo(key));
        assertThat(keys.stream().map(MetricsKey::toString)).doesNotHaveDuplicates();
    }

    @Test
    void refusesAKeyOfAnotherForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> MetricsKey.parse("1790002800000|sales"));
    }
}
