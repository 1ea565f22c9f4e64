package io.dialogpulse.query.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which stores may be shown. One that has just become active here can be behind what the partition's last owner has
 * shown, so it has to reach the end of its topic first; until then, answers would step back.
 *
 * <p>Known by the {@linkplain IndexStore#serve terms} of the stores: a store that was given away and comes back has to
 * do it again.
 */
public final class Levels {
    private final Set<Long> level = ConcurrentHashMap.newKeySet();

    /** From now on the store may be shown, until its term ends. */
    public void reached(long term) {
        level.add(term);
    }

    /** Forgets all terms but these. */
    public void retain(Set<Long> terms) {
        level.retainAll(terms);
    }

    /** Whether the store may be shown. */
    public boolean has(long term) {
        return level.contains(term);
    }
}
