package io.dialogpulse.streams.store;

import io.dialogpulse.core.rollup.Rollup;
import io.dialogpulse.streams.codec.PlacementForm;
import io.dialogpulse.streams.codec.PlacementForm.Placed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Rollup key | dialogId → what the dialog adds to the rollup. A rollup is the sum of its members; the sums of the busiest
 * are held in memory and follow their members, any other is summed up when it is asked for.
 *
 * <p>Not thread-safe, as a task is not.
 */
public final class RollupStore {
    private static final String NAME = "rollup-members";
    private static final char SEPARATOR = '|';
    private static final int SUMS_HELD = 64;

    private final PlacementForm form = new PlacementForm();
    private final StringSerializer strings = new StringSerializer();
    private final Map<String, Rollup> sums = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyValueStore<Bytes, byte[]> members;

    /** The store of the context's task. */
    public RollupStore(ProcessorContext<?, ?> context) {
        this.members = context.getStateStore(NAME);
    }

    /** Not cached: changes of a dialog come seldom, and a cache would slow the scan of a rollup down. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    /**
     * Puts a dialog into a rollup, or takes it out. To say it twice changes nothing.
     *
     * @param placement as {@link PlacementForm} encodes it
     * @return whether it changed the rollup
     */
    public boolean place(String rollup, byte[] placement) {
        Placed now = form.decode(placement);
        Bytes member = Bytes.wrap((rollup + SEPARATOR + now.dialogId()).getBytes(StandardCharsets.UTF_8));
        byte[] before = members.get(member);
        byte[] after = now.contribution() == null ? null : placement;
        if (Arrays.equals(before, after)) {
            return false;
        }
        members.put(member, after);
        Rollup sum = sums.get(rollup);
        if (sum != null) {
            sum.replace(before == null ? null : form.decode(before).contribution(), now.contribution());
        }
        return true;
    }

    /** The sum of the members; null if there are none. */
    public @Nullable Rollup sum(String rollup) {
        Rollup held = sums.get(rollup);
        Rollup sum = held != null && held.exact() ? held : sumUp(rollup);
        if (sum.dialogs() == 0) {
            sums.remove(rollup);
            return null;
        }
        sums.put(rollup, sum);
        if (sums.size() > SUMS_HELD) {
            sums.remove(sums.keySet().iterator().next());
        }
        return sum;
    }

    private Rollup sumUp(String rollup) {
        Rollup sum = new Rollup();
        // Ids in the key are encoded, so no other rollup's members begin like this.
        try (var entries = members.prefixScan(rollup + SEPARATOR, strings)) {
            entries.forEachRemaining(
                    member -> sum.replace(null, form.decode(member.value).contribution()));
        }
        return sum;
    }
}
