package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** An employee. One who only wrote a message may be known by name alone. */
public record Operator(
        @Nullable String id,
        @Nullable String name,
        @Nullable String departmentId) {
    public Operator {
        id = Text.orAbsent(id);
        name = Text.orAbsent(name);
        departmentId = Text.orAbsent(departmentId);
    }

    /** The operator that a message's author is; null if nothing is known of the author. */
    static @Nullable Operator of(Person author) {
        return author.id() == null && author.name() == null && author.departmentId() == null
                ? null
                : new Operator(author.id(), author.name(), author.departmentId());
    }
}
