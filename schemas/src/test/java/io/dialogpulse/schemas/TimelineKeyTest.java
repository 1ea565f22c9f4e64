package io.dialogpulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineKeyTest {
    private static final long T = 1_790_000_000_000L;

    @Test
    void readsAsDialogTimeRankAndEvent() {
        assertThat(new TimelineKey("d1", T, 2, "e001")).hasToString("d1|1790000000000|2|e001");
    }

    @Test
    void sortsAsBytesInEventOrder() {
        List<TimelineKey> inOrder = List.of(
                new TimelineKey("d", 946_684_800_000L, 4, "z"),
                new TimelineKey("d", T, 0, "z"),
                new TimelineKey("d", T, 2, "a"),
                new TimelineKey("d", T, 2, "\uFF5E"),
                new TimelineKey("d", T, 2, "😀"),
                new TimelineKey("d", T + 1, 0, ""));

        assertThat(inOrder.stream().map(TimelineKey::toBytes).sorted(Arrays::compareUnsigned))
                .containsExactlyElementsOf(
                        inOrder.stream().map(TimelineKey::toBytes).toList());
    }

    @Test
    void keepsDialogsApartWhateverTheirIds() {
        for (String dialogId : List.of("a", "a|b", "a%7Cb", "%25", "|", "%", "😀|😀")) {
            String key = new TimelineKey(dialogId, T, 2, "e|1").toString();

            assertThat(TimelineKey.dialogIdOf(key)).isEqualTo(dialogId);
            assertThat(key).startsWith(TimelineKey.prefixOf(dialogId));
        }
        assertThat(new TimelineKey("a|1790000000000|2|b", T, 2, "c"))
                .doesNotHaveToString(new TimelineKey("a", T, 2, "b|1790000000000|2|c").toString());
        assertThat(new TimelineKey("ab", T, 2, "e").toString()).doesNotStartWith(TimelineKey.prefixOf("a"));
    }
}
