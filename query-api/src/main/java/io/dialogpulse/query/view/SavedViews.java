package io.dialogpulse.query.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.query.store.AppliedOffsets;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalViews;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.views.SavedView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The views that users have saved. Whoever saved or deleted one sees that at once on this instance. */
public final class SavedViews implements AutoCloseable {
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaStreams streams;
    private final AppliedOffsets applied;
    private final Decoder<SavedView> decoder;
    private final Producer<String, Object> producer;
    private final InstantSource clock;

    public SavedViews(
            KafkaStreams streams,
            AppliedOffsets applied,
            Decoder<SavedView> decoder,
            Producer<String, Object> producer,
            InstantSource clock) {
        this.streams = streams;
        this.applied = applied;
        this.decoder = decoder;
        this.producer = producer;
        this.clock = clock;
    }

    /** Opens them for an app; the caller closes them. */
    public static SavedViews open(
            Settings settings, KafkaStreams streams, AppliedOffsets applied, InstantSource clock) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        return new SavedViews(
                streams,
                applied,
                new Decoder<>(Topic.DIALOG_VIEWS, SavedView.class, settings.registry(), REGISTRY_PATIENCE),
                new KafkaProducer<>(
                        config, new StringSerializer(), settings.registry().serializer()),
                clock);
    }

    /**
     * The views of a user, by name.
     *
     * @throws ViewsUnavailable if they cannot be read at the moment
     */
    public List<View> of(String userId) throws Undecodable {
        List<View> views = new ArrayList<>();
        // A digit or letter follows the separator, so all of the user's keys lie between; others may, too
        try (var entries = store().range(userId + '|', userId + (char) ('|' + 1))) {
            while (entries.hasNext()) {
                SavedView saved = decoder.decode(entries.next().value);
                if (saved.getUserId().equals(userId)) {
                    views.add(view(saved));
                }
            }
        } catch (InvalidStateStoreException e) {
            throw unreadable(e);
        }
        views.sort(Comparator.comparing(View::name));
        return views;
    }

    /**
     * A view of a user.
     *
     * @throws NoSuchView if the user has none of this name
     * @throws ViewsUnavailable if it cannot be read at the moment
     */
    public View of(String userId, ViewName name) throws Undecodable {
        return find(userId, name).orElseThrow(() -> new NoSuchView(name.text()));
    }

    /**
     * Saves a view, over one of the same name.
     *
     * @throws ViewConflict if the user has too many already
     * @throws ViewsUnavailable if it is saved, but not to be seen yet
     */
    public View save(String userId, ViewName name, ObjectNode definition) throws Undecodable {
        if (find(userId, name).isEmpty() && of(userId).size() >= MOST) {
            throw new ViewConflict("you have " + MOST + " views already: delete one first");
        }
        Instant now = clock.instant();
        write(userId, name, new SavedView(userId, name.text(), definition.toString(), now));
        return new View(name.text(), definition, Optional.of(now));
    }

    /**
     * Deletes a view.
     *
     * @throws NoSuchView if the user has none of this name
     */
    public void delete(String userId, ViewName name) throws Undecodable {
        of(userId, name);
        write(userId, name, null);
    }

    private Optional<View> find(String userId, ViewName name) throws Undecodable {
        byte[] value;
        try {
            value = store().get(key(userId, name));
        } catch (InvalidStateStoreException e) {
            throw unreadable(e);
        }
        return value == null ? Optional.empty() : Optional.of(view(decoder.decode(value)));
    }

    private void write(String userId, ViewName name, @Nullable SavedView view) {
        var record = new ProducerRecord<String, Object>(Topic.DIALOG_VIEWS.topicName(), key(userId, name), view);
        try {
            RecordMetadata written = producer.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!applied.await(written.partition(), written.offset(), PATIENCE)) {
                throw new ViewsUnavailable("the change is saved, but not to be seen yet", null);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new ViewsUnavailable("Kafka has not acknowledged the change; it is safe to repeat it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewsUnavailable("stopped while saving", e);
        }
    }

    private static View view(SavedView saved) throws Undecodable {
        try {
            if (JSON.readTree(saved.getDefinition()) instanceof ObjectNode definition) {
                return new View(saved.getName(), definition, Optional.of(saved.getSavedAt()));
            }
        } catch (JsonProcessingException e) {
            throw new Undecodable("the definition of a view is no JSON", e);
        }
        throw new Undecodable("the definition of a view is no JSON object");
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        return streams.store(
                StoreQueryParameters.fromNameAndType(GlobalViews.STORE, QueryableStoreTypes.keyValueStore()));
    }

    @Override
    public void close() {
        try (decoder) {
            producer.close(PATIENCE);
        }
    }

    private static ViewsUnavailable unreadable(InvalidStateStoreException e) {
        return new ViewsUnavailable("saved views cannot be read at the moment", e);
    }

    private static String key(String userId, ViewName name) {
        return userId + '|' + name.text();
    }
}
