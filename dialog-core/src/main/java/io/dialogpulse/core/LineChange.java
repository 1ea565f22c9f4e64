package io.dialogpulse.core;

import io.dialogpulse.core.target.ResponseTargets;

/** What an event on an open line tells. */
public sealed interface LineChange {
    /** The line has another name. */
    record Renamed(String name) implements LineChange {}

    /** The line has other targets, and these alone. */
    record TargetsSet(ResponseTargets targets) implements LineChange {}

    /** The line was deleted, for ever, with all its dialogs. */
    record Deleted() implements LineChange {}
}
