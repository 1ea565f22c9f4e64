package io.dialogpulse.streams.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What is done bit by bit, and how far it is, so that it goes on after a crash: a round through the dialogs for lines
 * that changed, and timelines that are rewritten or removed.
 *
 * <p>Lines that change during a round wait for the next: so a round ends however often lines change, and two rounds are
 * enough for any number of them. Not thread-safe, as a task is not.
 */
public final class UnfinishedWork {
    private static final String NAME = "unfinished-work";

    private static final String REACHED = "reached";
    private static final String THIS_ROUND = "this-round|";
    private static final String NEXT_ROUND = "next-round|";
    private static final String TIMELINE = "timeline|";

    private final KeyValueStore<String, String> store;

    /** The store of the context's task. */
    public UnfinishedWork(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    /** In memory: there is little of it, and most of the time none. */
    public static StoreBuilder<KeyValueStore<String, String>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.String(), Serdes.String());
    }

    /** The lines that the round through the dialogs is for; empty if there is none. */
    public Set<String> linesOfRound() {
        return new HashSet<>(with(THIS_ROUND).keySet());
    }

    /** Lets a round go through the dialogs for a line, this one if it has not begun. */
    public void addLine(String lineId) {
        store.put((reached() == null ? THIS_ROUND : NEXT_ROUND) + lineId, "");
    }

    /** The dialogId that the round has come to; null at its beginning. */
    public @Nullable String reached() {
        return store.get(REACHED);
    }

    /** Keeps what the round has come to. */
    public void noteReached(String dialogId) {
        store.put(REACHED, dialogId);
    }

    /** Ends the round; the next one begins if lines wait for it. */
    public void endRound() {
        store.delete(REACHED);
        linesOfRound().forEach(lineId -> store.delete(THIS_ROUND + lineId));
        with(NEXT_ROUND).keySet().forEach(lineId -> {
            store.delete(NEXT_ROUND + lineId);
            store.put(THIS_ROUND + lineId, "");
        });
    }

    /** One of the timelines in work: its dialogId, and the key of the last entry that is done, empty if none is. */
    public @Nullable KeyValue<String, String> firstTimeline() {
        try (var entries = store.prefixScan(TIMELINE, new StringSerializer())) {
            if (!entries.hasNext()) {
                return null;
            }
            KeyValue<String, String> first = entries.next();
            return KeyValue.pair(first.key.substring(TIMELINE.length()), first.value);
        }
    }

    /** Keeps how far a dialog's timeline is. */
    public void noteTimeline(String dialogId, String done) {
        store.put(TIMELINE + dialogId, done);
    }

    /** Keeps that nothing is left to do on a dialog's timeline. */
    public void endTimeline(String dialogId) {
        store.delete(TIMELINE + dialogId);
    }

    private Map<String, String> with(String prefix) {
        Map<String, String> found = new HashMap<>();
        try (var entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> found.put(entry.key.substring(prefix.length()), entry.value));
        }
        return found;
    }
}
