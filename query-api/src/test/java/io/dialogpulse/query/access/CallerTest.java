package io.dialogpulse.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final Filter OWN =
            new Filter.Or(List.of(is(Column.OPERATOR_ID, "op1"), is(Column.PARTICIPANT_IDS, "op1")));

    @Test
    void shouldHaveNothingWithoutTheRight() {
        assertThat(caller(Scope.ALL, "sales").dialogs(Right.HISTORY)).isEqualTo(Filter.NONE);
        assertThat(caller(Scope.NONE, "sales").dialogs(Right.VIEW)).isEqualTo(Filter.NONE);
    }

    @Test
    void shouldOwnWhatTheyAreResponsibleForOrTakePartIn() {
        assertThat(caller(Scope.OWN, "sales").dialogs(Right.VIEW)).isEqualTo(OWN);
    }

    @Test
    void shouldHaveTheDepartmentsDialogsAndTheirOwn() {
        assertThat(caller(Scope.DEPARTMENT, "sales").dialogs(Right.VIEW))
                .isEqualTo(new Filter.Or(List.of(is(Column.DEPARTMENT_ID, "sales"), OWN)));
        assertThat(caller(Scope.DEPARTMENT, null).dialogs(Right.VIEW)).isEqualTo(OWN);
    }

    @Test
    void shouldHaveAll() {
        assertThat(caller(Scope.ALL, null).dialogs(Right.VIEW)).isEqualTo(Filter.ALL);
    }

    private static Caller caller(Scope view, @Nullable String department) {
        return new Caller("op1", department, new Role("r", Map.of(Right.VIEW, view), Set.of()));
    }

    private static Filter is(Column column, String value) {
        return new Filter.AnyOf(column, new TreeSet<>(List.of(value)), false);
    }
}
