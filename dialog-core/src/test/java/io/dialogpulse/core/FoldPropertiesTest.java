package io.dialogpulse.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every history. Run again with {@code -Ddialogpulse.seed=…}, as the test's name prints it. */
class FoldPropertiesTest {
    private static final int HISTORIES = 5_000;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAndAnyRedeliveryGiveTheSameDialog(long seed) {
        RandomGenerator random = new Random(seed);
        RandomHistories histories = new RandomHistories(random);
        for (int i = 0; i < HISTORIES; i++) {
            List<DialogEvent> events = histories.events(40);

            Dialog inOneOrder = Histories.fold("d", events);
            Dialog inAnother = arriving(histories.redelivered(events));

            assertThat(inAnother).as("history %d of seed %d", i, seed).isEqualTo(inOneOrder);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatHoldsForEveryRow(long seed) {
        RandomHistories histories = new RandomHistories(new Random(seed));
        for (int i = 0; i < HISTORIES; i++) {
            List<DialogEvent> events = histories.events(40);

            Dialog dialog = Histories.fold("d", events);

            assertThat(dialog.counts().events()).isEqualTo(events.size());
            assertThat(dialog.dates().createdAt()).isLessThanOrEqualTo(dialog.modifiedAt());
            assertThat(dialog.detailedStatus().closed())
                    .isEqualTo(dialog.dates().closedAt() != null);
            if (dialog.questions().openAt() != null) {
                assertThat(dialog.detailedStatus().active()).isTrue();
            }
            if (dialog.replyWaitMs() != null) {
                assertThat(dialog.replyWaitMs()).isNotNegative();
            }
            if (dialog.questions().totalMs() != null) {
                assertThat(dialog.questions().maxMs())
                        .isLessThanOrEqualTo(dialog.questions().totalMs());
                assertThat(dialog.questions().averageMs())
                        .isLessThanOrEqualTo(dialog.questions().maxMs());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatAnErasureTakesFromEarlierEventsChangesNoDialog(long seed) {
        RandomHistories histories = new RandomHistories(new Random(seed));
        for (int i = 0; i < HISTORIES; i++) {
            List<DialogEvent> events = histories.events(40);

            Dialog dialog = Histories.fold("d", events);

            assertThat(Histories.fold("d", events.stream().map(dialog::kept).toList()))
                    .as("history %d of seed %d", i, seed)
                    .isEqualTo(dialog);
            EventPosition erased = dialog.erased();
            if (erased != null && erased.equals(dialog.last())) {
                assertThat(dialog.client().name()).isNull();
                assertThat(dialog.origin().pageUrl()).isNull();
                assertThat(dialog.annotations().crm()).isEmpty();
                assertThat(dialog.annotations().managerComment()).isNull();
            }
        }
    }

    @Test
    void stateDoesNotGrowWithTheLengthOfTheDialog() {
        assertThat(sizeAfter(10_000)).isEqualTo(sizeAfter(100_000));
    }

    /** Folds as a processor does: on top where possible, otherwise all again. */
    private static Dialog arriving(List<DialogEvent> deliveries) {
        TreeMap<EventPosition, DialogEvent> timeline = new TreeMap<>();
        Dialog dialog = null;
        for (DialogEvent event : deliveries) {
            DialogEvent kept = dialog == null ? event : dialog.kept(event);
            if (timeline.putIfAbsent(event.position(), kept) != null) {
                continue;
            }
            if (dialog == null) {
                dialog = Dialog.begin("d", event);
            } else if (dialog.precedes(event)) {
                dialog = dialog.after(event);
            } else {
                dialog = Dialog.fold("d", timeline.values().iterator());
            }
        }
        if (dialog == null) {
            throw new AssertionError("a history has at least one event");
        }
        return dialog;
    }

    /** Numbers have one width here, so that a text's length tells whether anything else grew. */
    private static int sizeAfter(int count) {
        Dialog dialog = Dialog.begin("d", reply(0));
        for (int i = 1; i < count; i++) {
            dialog = dialog.after(i % 2 == 0 ? reply(i) : link(i));
        }
        return dialog.toString().replaceAll("[0-9]+", "0").length();
    }

    private static DialogEvent reply(int i) {
        Person operator = new Person(Role.OPERATOR, "op" + i, null, null);
        return new Message("e" + i, 1_790_000_000_000L + i, operator, "text", 0, false);
    }

    private static DialogEvent link(int i) {
        CrmLink link = new CrmLink(CrmType.DEAL, "deal" + i, "https://crm.example/" + i);
        return new StatusChange("e" + i, 1_790_000_000_000L + i, null, new Change.CrmLinked(List.of(link)));
    }

    static List<Long> seeds() {
        Long given = Long.getLong("dialogpulse.seed");
        List<Long> seeds = new ArrayList<>();
        seeds.add(given != null ? given : 20_261_122L);
        if (given == null) {
            seeds.add(new Random().nextLong());
        }
        return seeds;
    }
}
