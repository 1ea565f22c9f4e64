package io.dialogpulse.core;

import io.dialogpulse.core.target.Deadline;
import io.dialogpulse.core.target.ResponseTargets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for an open line by its own events: a function of their set. Of each kind the latest counts; deletion is
 * final.
 *
 * @param name null if the line was never renamed: then it is called as its dialogs' events say
 * @param targets null if the line never had any
 */
public record LineFacts(
        @Nullable Latest<String> name, @Nullable Latest<ResponseTargets> targets, boolean deleted) {
    /** Of a line without events. */
    public static final LineFacts NONE = new LineFacts(null, null, false);

    /**
     * The latest value of a kind, and the event that told it. Of two in one millisecond, the greater eventId (as UTF-8
     * bytes) is the later.
     */
    public record Latest<T>(T value, long occurredAt, String eventId) {
        private static <T> Latest<T> of(@Nullable Latest<T> known, LineEvent event, T value) {
            return known == null || known.precedes(event)
                    ? new Latest<>(value, event.occurredAt(), event.eventId())
                    : known;
        }

        private boolean precedes(LineEvent event) {
            return occurredAt == event.occurredAt()
                    ? Arrays.compareUnsigned(utf8(eventId), utf8(event.eventId())) < 0
                    : occurredAt < event.occurredAt();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The facts with one more event, which may be earlier than others or known already. */
    public LineFacts with(LineEvent event) {
        return switch (event.change()) {
            case LineChange.Renamed renamed -> new LineFacts(Latest.of(name, event, renamed.name()), targets, deleted);
            case LineChange.TargetsSet set -> new LineFacts(name, Latest.of(targets, event, set.targets()), deleted);
            case LineChange.Deleted _ -> new LineFacts(name, targets, true);
        };
    }

    /** Whether nothing has to follow from these in place of the others, whatever events they come from. */
    public boolean saysTheSameAs(LineFacts other) {
        return deleted == other.deleted
                && Objects.equals(valueOf(name), valueOf(other.name))
                && Objects.equals(valueOf(targets), valueOf(other.targets));
    }

    /** Whether they change what a question in the line says, which may have left it before the line was deleted. */
    public boolean concernQuestions() {
        return name != null || targets != null;
    }

    private static <T> @Nullable T valueOf(@Nullable Latest<T> latest) {
        return latest == null ? null : latest.value();
    }

    /** The line under the name that it has now. */
    public Line shown(Line line) {
        return name == null ? line : new Line(line.id(), name.value());
    }

    /** Until when a question in the line is to be answered; null without a target. */
    public @Nullable Deadline deadlineOf(Question question) {
        return responseTargets().deadline(question.first(), question.askedAt());
    }

    /** How much of the response time of a question in the line was working time; null if it has no answer. */
    public @Nullable Long workingResponseMs(Question question) {
        Long response = question.responseMs();
        return response == null
                ? null
                : (Long) responseTargets().workingMs(question.askedAt(), question.askedAt() + response);
    }

    private ResponseTargets responseTargets() {
        return targets == null ? ResponseTargets.NONE : targets.value();
    }
}
