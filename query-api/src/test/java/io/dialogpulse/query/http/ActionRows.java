package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import io.dialogpulse.query.events.TestPublisher;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dialogs of Anna, of Bob and of nobody, active and closed, and people who act on them. */
final class ActionRows {
    static final String ACTIONS = "/api/v1/dialogs/actions";

    private static final Role OPERATOR = role("operator", Scope.OWN, Scope.OWN, Scope.NONE);
    static final Role LEAD = role("lead", Scope.ALL, Scope.OWN, Scope.OWN);
    private static final Role DIRECTOR = role("ALL", Scope.ALL, Scope.ALL, Scope.ALL);
    static final Role ANALYST = role("analyst", Scope.ALL, Scope.NONE, Scope.NONE);
    static final Caller ANNA = new Caller("anna", "Anna Ross", "sales", OPERATOR);
    static final Caller DIRECTRESS = new Caller("dora", "Dora", null, DIRECTOR);

    private ActionRows() {}

    /**
     * A server that has them, where these people are known.
     *
     * @param ahead when the dialog that is called so was changed, by the clock of its connector
     */
    static FedServer start(Path folder, TestPublisher published, Instant ahead) throws Exception {
        List<DialogRow> rows = List.of(
                row("mine", DetailedStatus.CLIENT_WAITING, "anna", "l1"),
                row("mine-closed", DetailedStatus.CLOSED, "anna", "l1"),
                row("ahead", DetailedStatus.ACCEPTED, "anna", "l1"),
                row("untaken", DetailedStatus.NEW, null, "l1"),
                row("bobs", DetailedStatus.OPERATOR_ANSWERED, "bob", "l2"),
                row("bobs-closed", DetailedStatus.SPAM, "bob", "l2"));
        rows.get(2).setModifiedAt(ahead);
        return FedServer.start(
                folder,
                rows,
                List.of(OPERATOR, LEAD, DIRECTOR, ANALYST).stream().collect(Collectors.toMap(Role::name, role -> role)),
                published.publisher());
    }

    private static Role role(String name, Scope view, Scope act, Scope review) {
        return new Role(
                name, Map.of(Right.VIEW, view, Right.HISTORY, view, Right.ACT, act, Right.REVIEW, review), Set.of());
    }

    private static DialogRow row(String id, DetailedStatus status, @Nullable String operator, String line) {
        DialogRow row = new RandomRows(1).row(id);
        row.setDetailedStatus(status);
        row.setOperatorId(operator);
        row.setOperatorName(operator == null ? null : "The " + operator);
        row.setDepartmentId(operator == null ? null : "dep-" + operator);
        row.setParticipantIds(operator == null ? List.of() : List.of(operator));
        row.setLineId(line);
        row.setLineName("Line " + line);
        row.setModifiedAt(Instant.ofEpochMilli(1_790_000_000_000L));
        return row;
    }
}
