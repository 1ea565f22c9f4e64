package io.dialogpulse.query.access;

import java.util.EnumMap;
import java.util.Map;

/**
 * What callers of a kind may do.
 *
 * @param scopes how far each right extends; rights that are absent extend to nothing
 * @param publish whether they may post events
 * @param metrics whether they may read the app's own metrics
 */
public record Role(String name, Map<Right, Scope> scopes, boolean publish, boolean metrics) {
    public Role {
        scopes = Map.copyOf(scopes);
    }

    /** How far this right extends. */
    public Scope scope(Right right) {
        return scopes.getOrDefault(right, Scope.NONE);
    }

    /** Every right with its scope, in the order of the rights. */
    public Map<Right, Scope> everyScope() {
        Map<Right, Scope> every = new EnumMap<>(Right.class);
        for (Right right : Right.values()) {
            every.put(right, scope(right));
        }
        return every;
    }
}
