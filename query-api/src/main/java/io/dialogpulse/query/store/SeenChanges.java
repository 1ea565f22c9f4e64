package io.dialogpulse.query.store;

import java.util.List;
import java.util.Optional;

/**
 * The changes that the snapshot of a partition shows.
 *
 * @param upTo the last of them
 */
public record SeenChanges(ChangeLog log, ChangeLog.Mark upTo) {
    /** Those after a place; empty if they are not all known any more, or not known yet. */
    public Optional<List<ChangeLog.Change>> after(ChangeLog.Mark place) {
        return log.between(place, upTo);
    }

    /** Asks for changes to be remembered, for a while from now on. */
    public void want() {
        log.want();
    }
}
