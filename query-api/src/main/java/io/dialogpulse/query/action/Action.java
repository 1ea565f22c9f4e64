package io.dialogpulse.query.action;

import org.jspecify.annotations.Nullable;

/** What is to happen to dialogs. */
public sealed interface Action {
    /**
     * They are closed.
     *
     * @param spam by force, as spam
     */
    record Close(boolean spam) implements Action {}

    /** They are given to somebody, or to a line. */
    sealed interface Transfer extends Action {}

    /**
     * They are given to an operator.
     *
     * @param name null: as the operator's newest dialog has it
     * @param departmentId null: as the operator's newest dialog has it
     */
    record ToOperator(
            String operatorId,
            @Nullable String name,
            @Nullable String departmentId) implements Transfer {}

    /**
     * They are queued in a line, where nobody is responsible for them.
     *
     * @param name null: as the line's newest dialog has it
     */
    record ToLine(String lineId, @Nullable String name) implements Transfer {}
}
