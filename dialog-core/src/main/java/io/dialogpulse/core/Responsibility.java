package io.dialogpulse.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible, and who ever took part.
 *
 * @param operator the responsible operator; null if nobody is
 * @param participantIds everyone who was made responsible or replied, in order of first appearance; the first 100
 */
public record Responsibility(@Nullable Operator operator, List<String> participantIds) {
    static final Responsibility NOBODY = new Responsibility(null, List.of());
    private static final int KEPT = 100;

    public Responsibility {
        participantIds = List.copyOf(participantIds);
    }

    Responsibility after(Step step) {
        return switch (step) {
            case Step.Queueing queueing -> handedTo(queueing.queued().operator());
            case Step.Acceptance acceptance -> handedTo(acceptance.operator());
            case Step.Reply reply ->
                new Responsibility(
                        operator == null ? Operator.of(reply.author()) : operator,
                        joinedBy(reply.author().id()));
            default -> this;
        };
    }

    private Responsibility handedTo(@Nullable Operator next) {
        return new Responsibility(next, next == null ? participantIds : joinedBy(next.id()));
    }

    private List<String> joinedBy(@Nullable String operatorId) {
        if (operatorId == null || participantIds.size() >= KEPT || participantIds.contains(operatorId)) {
            return participantIds;
        }
        List<String> joined = new ArrayList<>(participantIds);
        joined.add(operatorId);
        return joined;
    }
}
