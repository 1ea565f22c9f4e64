package io.dialogpulse.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.core.LineEvent;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.core.RandomHistories;
import io.dialogpulse.metrics.DialogAlert;
import io.dialogpulse.schemas.ResponseKey;
import io.dialogpulse.streams.AlertReference;
import io.dialogpulse.streams.RandomTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At a quiet moment the alerts are those of all questions, whatever came in which order. */
class AlertsOfRandomHistoriesTest {
    private static final Instant BEGIN = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final int DIALOGS = 200;
    private static final int TARGETS = 12;

    @TempDir
    Path stateDir;

    static List<Long> seeds() {
        Long given = Long.getLong("dialogpulse.seed");
        return given == null ? new Random().longs(2).boxed().toList() : List.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void areThoseOfAllQuestionsAtEveryQuietMoment(long seed) {
        Random random = new Random(seed);
        Map<String, List<DialogEvent>> arrived = new HashMap<>();
        Map<String, LineFacts> lines = new HashMap<>();
        Map<String, DialogAlert> alerts = new HashMap<>();
        try (var harness = new TopologyHarness(stateDir, BEGIN)) {
            long now = BEGIN.toEpochMilli();
            List<Runnable> deliveries = deliveries(random, harness, arrived, lines);
            for (int i = 0; i < deliveries.size(); i++) {
                deliveries.get(i).run();
                if (random.nextInt(4) == 0) {
                    harness.letPass(Duration.ofSeconds(1));
                    now += 1_000;
                }
                if (i % 500 == 499 || i == deliveries.size() - 1) {
                    for (int step = 0; step < 20; step++) {
                        harness.letPass(Duration.ofSeconds(1));
                        now += 1_000;
                    }
                    harness.follow(alerts);
                    requireAlerts(alerts, arrived, lines, now, "delivery " + i + " of seed " + seed);
                }
            }
        }
    }

    private static List<Runnable> deliveries(
            Random random,
            TopologyHarness harness,
            Map<String, List<DialogEvent>> arrived,
            Map<String, LineFacts> lines) {
        RandomHistories histories = new RandomHistories(random);
        RandomTargets targets = new RandomTargets(random);
        List<Runnable> deliveries = new ArrayList<>();
        for (int i = 0; i < DIALOGS; i++) {
            String dialogId = "dialog|" + i;
            for (DialogEvent event : histories.redelivered(histories.events(20))) {
                deliveries.add(() -> {
                    harness.publish(dialogId, event);
                    arrived.computeIfAbsent(dialogId, _ -> new ArrayList<>()).add(event);
                });
            }
        }
        for (int i = 0; i < TARGETS; i++) {
            String lineId = "line" + random.nextInt(3);
            LineEvent event = targets.event("t" + i, BEGIN.toEpochMilli() + random.nextInt(1_000));
            deliveries.add(() -> {
                harness.publish(lineId, event);
                lines.merge(lineId, LineFacts.NONE.with(event), (facts, _) -> facts.with(event));
            });
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private static void requireAlerts(
            Map<String, DialogAlert> alerts,
            Map<String, List<DialogEvent>> arrived,
            Map<String, LineFacts> lines,
            long now,
            String when) {
        Map<String, AlertReference> expected = new HashMap<>();
        arrived.forEach((dialogId, events) -> {
            List<DialogEvent> sorted = new ArrayList<>(events.stream()
                    .collect(Collectors.toMap(DialogEvent::position, event -> event, (first, _) -> first))
                    .values());
            sorted.sort(Comparator.comparing(DialogEvent::position));
            QuestionFold.all(dialogId, sorted.iterator()).forEach(question -> {
                AlertReference alert = AlertReference.of(question, lines, now);
                if (alert != null) {
                    expected.put(new ResponseKey(dialogId, question.eventId()).toString(), alert);
                }
            });
        });
        Map<String, AlertReference> actual = new HashMap<>();
        alerts.forEach((key, alert) -> actual.put(key, AlertReference.of(Objects.requireNonNull(alert))));
        assertThat(actual).as(when).isEqualTo(expected);
    }
}
