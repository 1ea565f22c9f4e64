package io.dialogpulse.query.access;

import io.dialogpulse.query.search.Column;
import io.dialogpulse.query.search.Filter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param userId the id by which events name this person as an operator
 * @param name what the person is called; null if it is not known
 * @param department the person's department; null if it is not known
 */
public record Caller(
        String userId, @Nullable String name, @Nullable String department, Role role) {
    private static final Filter UNTAKEN = new Filter.And(List.of(
            anyOf(Column.DETAILED_STATUS, Set.of("NEW", "QUEUED")),
            new Filter.Not(new Filter.Present(Column.OPERATOR_ID))));

    /** Somebody whose name is not known. */
    public Caller(String userId, @Nullable String department, Role role) {
        this(userId, null, department, role);
    }

    /** The dialogs that a right extends to; {@link Filter#NONE} if the role does not have it at all. */
    public Filter dialogs(Right right) {
        return switch (role.scope(right)) {
            case NONE -> Filter.NONE;
            case OWN -> own();
            case DEPARTMENT ->
                department == null ? own() : new Filter.Or(List.of(is(Column.DEPARTMENT_ID, department), own()));
            case ALL -> Filter.ALL;
        };
    }

    /** The dialogs that the caller is responsible for or takes part in. */
    public Filter own() {
        return new Filter.Or(List.of(is(Column.OPERATOR_ID, userId), is(Column.PARTICIPANT_IDS, userId)));
    }

    /**
     * The dialogs of the contact center: active ones that the caller may view and takes part in, and new or queued ones
     * that nobody is responsible for, which whoever may act is to see, and may view nowhere else.
     */
    public Filter contactCenter() {
        Filter taken = new Filter.And(List.of(own(), dialogs(Right.VIEW)));
        Filter free = has(Right.ACT) ? UNTAKEN : new Filter.And(List.of(UNTAKEN, dialogs(Right.VIEW)));
        return new Filter.And(List.of(Filter.ACTIVE, new Filter.Or(List.of(taken, free))));
    }

    /** The dialogs that the caller may know of: those that they may view, and those of the contact center. */
    public Filter known() {
        return new Filter.Or(List.of(dialogs(Right.VIEW), free()));
    }

    /** The dialogs that the caller may act on, closed ones too: of those they may view, and of the contact center. */
    public Filter actable() {
        return new Filter.Or(List.of(new Filter.And(List.of(dialogs(Right.VIEW), dialogs(Right.ACT))), free()));
    }

    /** What nobody has taken is shown to all who may act, so that one of them takes it. */
    private Filter free() {
        return has(Right.ACT) ? UNTAKEN : Filter.NONE;
    }

    /**
     * Refuses those who may view no dialogs at all.
     *
     * @throws Forbidden if the caller is one of them
     */
    public void requireToView() {
        require(Right.VIEW, "view dialogs");
    }

    /**
     * Refuses those who lack a permission.
     *
     * @param act what it would let them do
     * @throws Forbidden if the caller is one of them
     */
    public void require(Permission permission, String act) {
        if (!role.may(permission)) {
            throw mayNot(act);
        }
    }

    /**
     * Refuses those who have a right for no dialog at all.
     *
     * @param act what it would let them do
     * @throws Forbidden if the caller is one of them
     */
    public void require(Right right, String act) {
        if (!has(right)) {
            throw mayNot(act);
        }
    }

    /** Tells the caller so. */
    public Forbidden mayNot(String act) {
        return new Forbidden("role \"" + role.name() + "\" may not " + act);
    }

    /** Whether the role has this right for any dialog. */
    public boolean has(Right right) {
        return role.scope(right) != Scope.NONE;
    }

    private static Filter is(Column column, String value) {
        return anyOf(column, Set.of(value));
    }

    private static Filter anyOf(Column column, Set<String> values) {
        return new Filter.AnyOf(column, Collections.unmodifiableSortedSet(new TreeSet<>(values)), false);
    }
}
