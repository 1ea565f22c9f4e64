package io.dialogpulse.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example tables of the contract. */
class CasesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheRowOfTheExample(Case example) {
        Dialog dialog = Histories.fold("d1", example.events());

        assertThat(Columns.of(dialog)).containsExactlyInAnyOrderEntriesOf(example.row());
    }

    @Test
    void theExamplesNameEveryColumn() {
        Map<String, Object> columns = Columns.of(
                Histories.fold("d1", cases().findFirst().orElseThrow().events()));

        assertThat(cases())
                .hasSize(35)
                .allSatisfy(example -> assertThat(example.row().keySet()).isEqualTo(columns.keySet()));
    }

    static Stream<Case> cases() {
        return Case.all();
    }
}
