package io.dialogpulse.query.store;

import io.dialogpulse.query.index.Documents;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What all partitions' {@link IndexStore} have in common, and where Kafka Streams gets them from.
 *
 * @param <T> the values of the records that they hold
 * @param name of the store
 * @param documents how records become documents
 * @param bufferMb heap of each store for records that are not in a segment yet
 * @param refreshInterval how long a record may wait to be seen
 * @param commitInterval how much may have to be read again after a crash
 * @param refresher reopens the indexes of all partitions
 * @param undecodable counts the records that could not be read
 */
public record IndexStores<T>(
        String name,
        Documents<T> documents,
        Decoder<T> decoder,
        double bufferMb,
        Duration refreshInterval,
        Duration commitInterval,
        ScheduledExecutorService refresher,
        Counter undecodable,
        InstantSource clock)
        implements StoreBuilder<IndexStore<T>> {

    @Override
    public IndexStore<T> build() {
        return new IndexStore<>(name, this);
    }

    /** A cache would hide writes from searches: there is none, whatever is asked for. */
    @Override
    public StoreBuilder<IndexStore<T>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<IndexStore<T>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<IndexStore<T>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the index is restored from its source topic, not from a changelog");
    }

    @Override
    public StoreBuilder<IndexStore<T>> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
