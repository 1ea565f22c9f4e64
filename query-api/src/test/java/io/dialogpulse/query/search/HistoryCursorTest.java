package io.dialogpulse.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCursorTest {
    private final List<FieldError> errors = new ArrayList<>();

    @Test
    void shouldComeBackAsItWasHandedOut() {
        var dialog = new HistoryCursor.InDialog("d|ё\"1", HistoryOrder.NEWEST_FIRST, "d%7Cё\"1|1790000000000|2|e1");
        var client = new HistoryCursor.InClient("c\\1", 1_790_000_000_000L, "d1", "d1|1790000000000|2|e1");

        assertThat(HistoryCursor.inDialog(dialog.encode(), dialog.dialogId(), dialog.order(), errors))
                .contains(dialog);
        assertThat(HistoryCursor.inClient(client.encode(), client.clientId(), errors))
                .contains(client);
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldBelongToOneHistoryAlone() {
        String dialog = new HistoryCursor.InDialog("d1", HistoryOrder.OLDEST_FIRST, "d1|1790000000000|2|e1").encode();
        String client = new HistoryCursor.InClient("c1", 1_790_000_000_000L, "d1", "d1|1790000000000|2|e1").encode();

        assertThat(HistoryCursor.inDialog(dialog, "d2", HistoryOrder.OLDEST_FIRST, errors))
                .isEmpty();
        assertThat(HistoryCursor.inDialog(dialog, "d1", HistoryOrder.NEWEST_FIRST, errors))
                .isEmpty();
        assertThat(HistoryCursor.inDialog(client, "c1", HistoryOrder.OLDEST_FIRST, errors))
                .isEmpty();
        assertThat(HistoryCursor.inClient(client, "c2", errors)).isEmpty();
        assertThat(HistoryCursor.inClient(dialog, "d1", errors)).isEmpty();
        assertThat(errors).hasSize(5).allMatch(error -> error.field().equals("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%", "bnVsbA", "W10", "WyJkMSIsImFzYyIsMV0", "e30", "Ww"})
    void shouldRefuseWhatIsNoCursor(String text) {
        assertThat(HistoryCursor.inDialog(text, "d1", HistoryOrder.OLDEST_FIRST, errors))
                .isEmpty();
        assertThat(HistoryCursor.inClient(text, "d1", errors)).isEmpty();
        assertThat(errors).hasSize(2);
    }
}
