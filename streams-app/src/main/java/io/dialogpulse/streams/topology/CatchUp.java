package io.dialogpulse.streams.topology;

import io.dialogpulse.streams.store.DialogStore;
import io.dialogpulse.streams.store.PartitionFacts;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the responses and rollups of dialogs that were there before there were any: of an earlier version, or of
 * {@code streams-app.metrics.enabled = false}. A few at a time, beside the events that go on arriving; after a restart
 * from the beginning, as publishing twice says the same.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int DIALOGS_AT_A_TIME = 200;

    private final ProcessorContext<?, ?> context;
    private final DialogStore dialogs;
    private final PartitionFacts facts;
    private final ObjLongConsumer<String> publish;
    private @Nullable Cancellable schedule;
    private @Nullable String last;
    private long done;

    /**
     * @param publish takes a dialogId and a timestamp
     */
    CatchUp(
            ProcessorContext<?, ?> context,
            DialogStore dialogs,
            PartitionFacts facts,
            ObjLongConsumer<String> publish) {
        this.context = context;
        this.dialogs = dialogs;
        this.facts = facts;
        this.publish = publish;
    }

    void begin() {
        schedule = context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, this::next);
    }

    private void next(long timestamp) {
        List<String> ids = dialogs.idsAfter(last, DIALOGS_AT_A_TIME);
        ids.forEach(dialogId -> publish.accept(dialogId, timestamp));
        done += ids.size();
        if (ids.isEmpty()) {
            facts.noteMetricsComplete();
            if (schedule != null) {
                schedule.cancel();
            }
            LOG.info("Partition {} has its responses and rollups; {} dialogs were there before", partition(), done);
        } else {
            last = ids.getLast();
        }
    }

    private int partition() {
        return context.taskId().partition();
    }
}
