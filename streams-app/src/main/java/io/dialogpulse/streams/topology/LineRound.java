package io.dialogpulse.streams.topology;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.QuestionFold;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.streams.codec.StoredForm.Gone;
import io.dialogpulse.streams.codec.StoredForm.NumberedDialog;
import io.dialogpulse.streams.store.TaskStores;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all dialogs of a partition and lets them follow lines that changed: those of a deleted line vanish, the
 * rows and questions of any other say what it is now. A dialog may have questions that ended in a line it has left.
 *
 * <p>Events that go on arriving follow their line at once, so a dialog that appears or moves meanwhile is right already.
 */
final class LineRound {
    private static final Logger LOG = LoggerFactory.getLogger(LineRound.class);
    private static final int FETCHED = 1_000;
    private static final int LOGGED = 100_000;

    private final int partition;
    private final TaskStores stores;
    private final DialogWriter writer;
    private final Timelines timelines;
    private final boolean metrics;
    private final Queue<String> ahead = new ArrayDeque<>();
    private long looked;

    /**
     * @param metrics whether there are responses
     */
    LineRound(int partition, TaskStores stores, DialogWriter writer, Timelines timelines, boolean metrics) {
        this.partition = partition;
        this.stores = stores;
        this.writer = writer;
        this.timelines = timelines;
        this.metrics = metrics;
    }

    /** Whether there is one. */
    boolean underWay() {
        return !stores.unfinished().linesOfRound().isEmpty();
    }

    /**
     * Goes on with it.
     *
     * @param enough asked after each dialog
     * @return how many dialogs it looked at
     */
    int goOn(long timestamp, BooleanSupplier enough) {
        Set<String> lines = stores.unfinished().linesOfRound();
        if (ahead.isEmpty()) {
            ahead.addAll(stores.dialogs().idsAfter(stores.unfinished().reached(), FETCHED));
        }
        if (ahead.isEmpty()) {
            LOG.info("Partition {} follows the changes of lines {}; {} dialogs looked at", partition, lines, looked);
            looked = 0;
            stores.unfinished().endRound();
            return 0;
        }
        Set<String> ofQuestions = lines.stream()
                .filter(lineId -> stores.lines().get(lineId).concernQuestions())
                .collect(Collectors.toSet());
        int count = 0;
        @Nullable String reached = null;
        do {
            reached = ahead.remove();
            follow(reached, lines, ofQuestions, timestamp);
            count++;
        } while (!ahead.isEmpty() && !enough.getAsBoolean());
        stores.unfinished().noteReached(reached);
        if (looked / LOGGED != (looked + count) / LOGGED) {
            LOG.info(
                    "Partition {} is following lines {}: {} dialogs looked at so far",
                    partition,
                    lines,
                    looked + count);
        }
        looked += count;
        return count;
    }

    private void follow(String dialogId, Set<String> lines, Set<String> ofQuestions, long timestamp) {
        if (!(stores.find(dialogId) instanceof NumberedDialog dialog)) {
            return;
        }
        Line line = dialog.dialog().line();
        if (line != null && lines.contains(line.id())) {
            if (stores.lines().deleted(line)) {
                writer.keepGone(dialogId, dialog, new Gone(RejectReason.LINE_DELETED), timestamp);
                timelines.begin(dialogId, timestamp);
                return;
            }
            writer.keep(dialog, timestamp);
        }
        if (metrics && !ofQuestions.isEmpty()) {
            stores.timeline()
                    .fold(dialogId, events -> QuestionFold.all(dialogId, events))
                    .forEach(question -> {
                        Line endedIn = question.line();
                        if (endedIn != null && ofQuestions.contains(endedIn.id())) {
                            writer.publish(dialogId, question, timestamp);
                        }
                    });
        }
    }
}
