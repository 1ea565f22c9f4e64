package io.dialogpulse.query.action;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.cluster.Cluster;
import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.Search;
import io.dialogpulse.query.search.Sort;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom dialogs can be given to. There is no list of operators and lines: dialogs tell their names, those that the caller
 * may not view too. One that no dialog knows is a slip of the pen, unless the request says what it is called.
 */
public final class Targets {
    private static final Sort NEWEST_FIRST = new Sort(List.of(new Sort.Order(Column.MODIFIED_AT, true)));

    private final Cluster cluster;

    public Targets(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The same transfer with all that is known of its target.
     *
     * @throws InvalidRequest if nothing is known of it
     */
    Action.Transfer complete(Action.Transfer transfer) throws IOException, Undecodable {
        return switch (transfer) {
            case Action.ToOperator to
            when to.name() == null -> {
                DialogRow row = newest(Column.OPERATOR_ID, to.operatorId(), Column.OPERATOR_NAME)
                        .orElseThrow(() -> unknown("operator", to.operatorId()));
                yield new Action.ToOperator(
                        to.operatorId(),
                        row.getOperatorName(),
                        to.departmentId() == null ? row.getDepartmentId() : to.departmentId());
            }
            case Action.ToOperator to
            when to.departmentId() == null ->
                new Action.ToOperator(
                        to.operatorId(),
                        to.name(),
                        newest(Column.OPERATOR_ID, to.operatorId(), Column.DEPARTMENT_ID)
                                .map(DialogRow::getDepartmentId)
                                .orElse(null));
            case Action.ToLine to
            when to.name() == null ->
                new Action.ToLine(
                        to.lineId(),
                        newest(Column.LINE_ID, to.lineId(), Column.LINE_NAME)
                                .orElseThrow(() -> unknown("line", to.lineId()))
                                .getLineName());
            case Action.ToOperator named -> named;
            case Action.ToLine named -> named;
        };
    }

    /** The newest dialog that has what is looked for; the newest one may lack it while an earlier one has it. */
    private Optional<DialogRow> newest(Column column, String id, Column lookedFor) throws IOException, Undecodable {
        Filter known = new Filter.AnyOf(column, new TreeSet<>(Set.of(id)), false);
        Optional<DialogRow> whole = first(new Filter.And(List.of(known, new Filter.Present(lookedFor))));
        return whole.isPresent() ? whole : first(known);
    }

    private static InvalidRequest unknown(String kind, String id) {
        return new InvalidRequest(List.of(new FieldError(
                "to." + kind + "Id",
                "is \"" + id + "\", a" + (kind.equals("operator") ? "n " : " ") + kind
                        + " that no dialog has; if it is a new one, give to." + kind + "Name, too")));
    }

    private Optional<DialogRow> first(Filter filter) throws IOException, Undecodable {
        return cluster
                .find(new Search(filter, NEWEST_FIRST, Optional.empty(), 1, Collections.emptySortedSet()), false)
                .rows()
                .stream()
                .findFirst();
    }
}
