package io.dialogpulse.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions one by one: what they tell, and that they sum up to the dialog's totals in whatever order events come. */
class QuestionsTest {
    private static final long T = 1_790_000_000_000L;
    private static final int HISTORIES = 5_000;
    private static final Person CLIENT = new Person(Role.CLIENT, "c1", "Анна", null);
    private static final Person OLEG = new Person(Role.OPERATOR, "op1", "Олег", "sales");
    private static final Operator IRINA = new Operator("op2", "Ирина", "support");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumUpToTheTotalsOfTheDialog(long seed) {
        RandomHistories histories = new RandomHistories(new Random(seed));
        for (int i = 0; i < HISTORIES; i++) {
            List<DialogEvent> events = histories.events(40);
            Questions totals = Histories.fold("d", events).questions();

            List<Question> questions = inBatch(events);

            List<Question> answered = questions.stream()
                    .filter(question -> question.outcome() instanceof Question.Outcome.Answered)
                    .toList();
            List<Long> responses = answered.stream().map(Question::responseMs).toList();
            OptionalLong max =
                    responses.stream().mapToLong(Objects::requireNonNull).max();
            assertThat(answered).as("history %d of seed %d", i, seed).hasSize((int) totals.answered());
            assertThat(responses.stream().mapToLong(Objects::requireNonNull).sum())
                    .isEqualTo(totals.totalMs() == null ? 0 : totals.totalMs());
            assertThat(max).isEqualTo(totals.maxMs() == null ? OptionalLong.empty() : OptionalLong.of(totals.maxMs()));
            assertThat(questions.stream()
                            .filter(question -> question.outcome() instanceof Question.Outcome.Open)
                            .map(Question::askedAt)
                            .toList())
                    .isEqualTo(totals.openAt() == null ? List.of() : List.of(totals.openAt()));
            assertThat(questions.stream().filter(Question::first).toList())
                    .isEqualTo(questions.stream().min(Comparator.comparingLong(Question::askedAt)).stream()
                            .toList());
            if (!questions.isEmpty()) {
                assertThat(firstResponseMs(questions.getFirst())).isEqualTo(totals.firstResponseMs());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void areTheSameInAnyOrderOfArrival(long seed) {
        RandomHistories histories = new RandomHistories(new Random(seed));
        for (int i = 0; i < HISTORIES; i++) {
            List<DialogEvent> events = histories.events(40);

            Map<String, Question> arrived = arriving(histories.redelivered(events));

            assertThat(arrived)
                    .as("history %d of seed %d", i, seed)
                    .isEqualTo(inBatch(events).stream()
                            .collect(Collectors.toMap(Question::eventId, question -> question)));
        }
    }

    @Test
    void creditWhoAnsweredAndWhoWasResponsible() {
        List<DialogEvent> events = List.of(
                change("e1", 0, opened("sales", Direction.INBOUND)),
                message("e2", 1_000, CLIENT),
                message("e3", 2_000, CLIENT),
                change("e4", 3_000, new Change.Accepted(IRINA)),
                message("e5", 5_000, OLEG),
                change("e6", 6_000, new Change.Queued(new Line("support", null), null)));

        assertThat(inBatch(events))
                .containsExactly(new Question(
                        "e2",
                        T + 1_000,
                        true,
                        new Line("sales", "Продажи"),
                        "vk",
                        Direction.INBOUND,
                        IRINA,
                        new Question.Outcome.Answered(OLEG, T + 5_000)));
    }

    @Test
    void whoAnswersWhileNobodyIsResponsibleBecomesIt() {
        List<Question> questions = inBatch(List.of(message("e1", 0, CLIENT), message("e2", 10, OLEG)));

        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.responsible()).isEqualTo(new Operator("op1", "Олег", "sales"));
            assertThat(question.responseMs()).isEqualTo(10);
        });
    }

    @Test
    void anOpenQuestionFollowsTheDialogToAnotherLineAndOperator() {
        List<DialogEvent> events = List.of(
                message("e1", 0, CLIENT),
                change("e2", 10, opened("sales", Direction.INBOUND)),
                change("e3", 20, new Change.Queued(new Line("support", null), IRINA)));

        assertThat(inBatch(events)).singleElement().satisfies(question -> {
            assertThat(question.outcome()).isEqualTo(new Question.Outcome.Open());
            assertThat(question.line()).isEqualTo(new Line("support", null));
            assertThat(question.responsible()).isEqualTo(IRINA);
            assertThat(question.channel()).isEqualTo("vk");
        });
    }

    @Test
    void aClosingDropsTheQuestionAndTheNextOneIsNotTheFirst() {
        List<DialogEvent> events = List.of(
                message("e1", 0, CLIENT),
                change("e2", 50, new Change.ClosingStarted()),
                message("e3", 60, CLIENT),
                message("e4", 90, OLEG));

        List<Question> questions = inBatch(events);

        assertThat(questions.getFirst().outcome()).isEqualTo(new Question.Outcome.ClosedUnanswered(T + 50));
        assertThat(questions.getFirst().responseMs()).isNull();
        assertThat(questions).extracting(Question::first).containsExactly(true, false);
    }

    @Test
    void anEarlierMessageOfTheSameBurstTakesTheQuestionOver() {
        DialogEvent late = message("e0", 5, CLIENT);
        List<DialogEvent> timeline = List.of(
                change("open", 0, opened("sales", Direction.INBOUND)),
                late,
                message("e1", 10, CLIENT),
                message("e2", 30, OLEG));

        Revision revision = Revision.late("d", timeline.iterator(), late.position());

        assertThat(revision.dialog()).isEqualTo(Histories.fold("d", timeline));
        assertThat(revision.vanished()).containsExactly("e1");
        assertThat(revision.changed()).singleElement().satisfies(question -> {
            assertThat(question.eventId()).isEqualTo("e0");
            assertThat(question.responseMs()).isEqualTo(25);
        });
    }

    @Test
    void aLateEventThatTouchesNoQuestionChangesNone() {
        DialogEvent late = change("rated", 15, new Change.ClientRated(5));
        List<DialogEvent> timeline =
                List.of(message("e1", 10, CLIENT), late, message("e2", 30, OLEG), message("e3", 40, CLIENT));

        Revision revision = Revision.late("d", timeline.iterator(), late.position());

        assertThat(revision.changed()).isEmpty();
        assertThat(revision.vanished()).isEmpty();
    }

    /** Keeps questions as a processor does: by the one an event changes, or by what a late event revises. */
    private static Map<String, Question> arriving(List<DialogEvent> deliveries) {
        TreeMap<EventPosition, DialogEvent> timeline = new TreeMap<>();
        Map<String, Question> questions = new TreeMap<>();
        @Nullable Dialog dialog = null;
        for (DialogEvent event : deliveries) {
            if (timeline.putIfAbsent(event.position(), event) != null) {
                continue;
            }
            Revision revision = dialog == null || dialog.precedes(event)
                    ? Revision.onTop("d", dialog, event)
                    : Revision.late("d", timeline.values().iterator(), event.position());
            revision.changed().forEach(question -> questions.put(question.eventId(), question));
            revision.vanished().forEach(questions::remove);
            dialog = revision.dialog();
        }
        return questions;
    }

    private static List<Question> inBatch(List<DialogEvent> events) {
        List<DialogEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(DialogEvent::position));
        return StreamSupport.stream(QuestionFold.all("d", sorted.iterator()).spliterator(), false)
                .toList();
    }

    private static @Nullable Long firstResponseMs(Question first) {
        return switch (first.outcome()) {
            case Question.Outcome.Open _ -> null;
            case Question.Outcome.Answered _ -> first.responseMs();
            case Question.Outcome.ClosedUnanswered closed -> (Long) (closed.at() - first.askedAt());
        };
    }

    private static Message message(String eventId, long after, Person author) {
        return new Message(eventId, T + after, author, "text", 0, false);
    }

    private static StatusChange change(String eventId, long after, Change change) {
        return new StatusChange(eventId, T + after, null, change);
    }

    private static Change opened(String lineId, Direction direction) {
        return new Change.Opened(new Line(lineId, "Продажи"), "vk", direction, Client.UNKNOWN, null);
    }

    static List<Long> seeds() {
        return FoldPropertiesTest.seeds();
    }
}
