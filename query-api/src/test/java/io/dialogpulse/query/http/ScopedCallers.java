package io.dialogpulse.query.http;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.access.Right;
import io.dialogpulse.query.access.Role;
import io.dialogpulse.query.access.Scope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Callers with any rights, and which of {@link io.dialogpulse.query.RandomRows} these rights extend to. */
final class ScopedCallers {
    private final Random random;

    ScopedCallers(Random random) {
        this.random = random;
    }

    /** Every combination of scopes. */
    static Map<String, Role> roles() {
        Map<String, Role> roles = new HashMap<>();
        for (Scope view : Scope.values()) {
            for (Scope history : Scope.values()) {
                for (Scope act : Scope.values()) {
                    String name = view + "-" + history + "-" + act;
                    roles.put(
                            name,
                            new Role(
                                    name,
                                    Map.of(
                                            Right.VIEW,
                                            view,
                                            Right.HISTORY,
                                            history,
                                            Right.ACT,
                                            act,
                                            Right.REVIEW,
                                            history),
                                    Set.of()));
                }
            }
        }
        return roles;
    }

    /** Somebody. */
    Caller next() {
        List<Role> roles = roles().values().stream()
                .sorted(Comparator.comparing(Role::name))
                .toList();
        return new Caller(
                "operator" + random.nextInt(6),
                random.nextInt(4) == 0 ? null : "department" + random.nextInt(4),
                roles.get(random.nextInt(roles.size())));
    }

    /** What a right of a caller extends to, said in plain Java. */
    static Predicate<DialogRow> scope(Caller caller, Right right) {
        return switch (caller.role().scope(right)) {
            case NONE -> row -> false;
            case OWN -> own(caller);
            case DEPARTMENT ->
                own(caller)
                        .or(row -> row.getDepartmentId() != null
                                && row.getDepartmentId().equals(caller.department()));
            case ALL -> row -> true;
        };
    }

    /** What is a caller's own, said in plain Java. */
    static Predicate<DialogRow> own(Caller caller) {
        return row -> caller.userId().equals(row.getOperatorId())
                || row.getParticipantIds().contains(caller.userId());
    }
}
