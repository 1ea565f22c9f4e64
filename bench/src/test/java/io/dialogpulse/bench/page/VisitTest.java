package io.dialogpulse.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dialogpulse.bench.page.Visit.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitTest {
    private final Visit visit = new Visit(
            700,
            List.of(
                    new Resource("http://127.0.0.1/style/base.css", 5_300),
                    new Resource("http://127.0.0.1/app/main.js", 1_300),
                    new Resource("http://127.0.0.1/webjars/table.mjs", 2_300),
                    new Resource("http://127.0.0.1/app/asked-whether-it-changed.js", 300),
                    new Resource("http://127.0.0.1/app/cached.js", 0),
                    new Resource("http://127.0.0.1/api/v1/dialogs?limit=50", 9_300)));

    @Test
    void shouldCountTheBodiesOfScriptsThatCameOverTheWire() {
        assertThat(visit.scriptBytes()).isEqualTo(3_000);
    }

    @Test
    void shouldTellWhatWasAskedFor() {
        assertThat(visit.requested("/dialogs?")).isEqualTo("http://127.0.0.1/api/v1/dialogs?limit=50");
    }

    @Test
    void shouldComplainAboutWhatWasNotAskedFor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> visit.requested("/stats?"))
                .withMessageContaining("/stats?")
                .withMessageContaining("main.js");
    }
}
