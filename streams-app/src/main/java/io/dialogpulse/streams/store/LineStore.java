package io.dialogpulse.streams.store;

import io.dialogpulse.core.Line;
import io.dialogpulse.core.LineFacts;
import io.dialogpulse.streams.codec.LineForm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** lineId → the facts of the line. Every partition has all lines. Not thread-safe, as a task is not. */
public final class LineStore {
    /** Its name. */
    public static final String NAME = "lines";

    private final LineForm form = new LineForm();
    private final KeyValueStore<String, byte[]> store;

    // What was decoded last: every event asks, and working hours have to be laid out.
    private final Map<String, Decoded> decoded = new HashMap<>();

    private record Decoded(Bytes stored, LineFacts facts) {}

    /** The store of the context's task. */
    public LineStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    /** In memory: every event asks for its line, and lines are few. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray());
    }

    /** The facts of a line. */
    public LineFacts get(String lineId) {
        byte[] stored = store.get(lineId);
        if (stored == null) {
            return LineFacts.NONE;
        }
        Decoded last = decoded.get(lineId);
        // Another processor of the task may have put others
        if (last == null || !Arrays.equals(last.stored().get(), stored)) {
            last = new Decoded(Bytes.wrap(stored), form.decode(stored));
            decoded.put(lineId, last);
        }
        return last.facts();
    }

    /** The facts of a line that a dialog or question may be in. */
    public LineFacts factsOf(@Nullable Line line) {
        return line == null ? LineFacts.NONE : get(line.id());
    }

    /** Keeps the facts of a line. */
    public void put(String lineId, LineFacts facts) {
        store.put(lineId, form.encode(facts));
    }

    /** A line under the name it has now; null stays null. */
    public @Nullable Line shown(@Nullable Line line) {
        return line == null ? null : get(line.id()).shown(line);
    }

    /** Whether a line is known to be deleted. */
    public boolean deleted(@Nullable Line line) {
        return line != null && get(line.id()).deleted();
    }
}
