package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** The author of a message, or the one who did something. */
public record Person(
        Role role,
        @Nullable String id,
        @Nullable String name,
        @Nullable String departmentId) {
    public Person {
        id = Text.orAbsent(id);
        name = Text.orAbsent(name);
        departmentId = Text.orAbsent(departmentId);
    }

    Person erased() {
        return role == Role.CLIENT ? new Person(role, id, null, departmentId) : this;
    }
}
