package io.dialogpulse.query.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What callers of a kind may do.
 *
 * @param scopes how far each right extends; rights that are absent extend to nothing
 * @param permissions what else they may do
 */
public record Role(String name, Map<Right, Scope> scopes, Set<Permission> permissions) {
    public Role {
        scopes = Map.copyOf(scopes);
        permissions = Set.copyOf(permissions);
    }

    /** How far this right extends. */
    public Scope scope(Right right) {
        return scopes.getOrDefault(right, Scope.NONE);
    }

    /** Whether they may do this. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
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
