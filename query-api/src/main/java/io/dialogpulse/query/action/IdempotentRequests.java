package io.dialogpulse.query.action;

import io.dialogpulse.events.StatusEvent;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.events.EventPublisher;
import io.dialogpulse.query.events.OutgoingEvent;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalRequests;
import io.dialogpulse.query.store.GlobalTable;
import io.dialogpulse.query.store.TableUnavailable;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.requests.IdempotentRequest;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does requests that have a key once, however often they come, to whichever instances, at the same time or after a crash.
 *
 * <p>What a request is going to publish is written down first, with its answer. Whoever comes with the same key finds
 * that, publishes the very same events unless it is known that they are published, and gives the same answer. Events that
 * come twice change nothing.
 */
public final class IdempotentRequests {
    private static final Logger log = LoggerFactory.getLogger(IdempotentRequests.class);

    private final GlobalTable table;
    private final Decoder<IdempotentRequest> requests;
    private final Decoder<StatusEvent> events;
    private final Serializer<Object> serializer;
    private final EventPublisher publisher;

    /**
     * @param table {@code dialog-requests}
     * @param events of values of {@code dialog-statuses}
     */
    public IdempotentRequests(
            GlobalTable table,
            Decoder<IdempotentRequest> requests,
            Decoder<StatusEvent> events,
            Serializer<Object> serializer,
            EventPublisher publisher) {
        this.table = table;
        this.requests = requests;
        this.events = events;
        this.serializer = serializer;
        this.publisher = publisher;
    }

    /** Finds out what a request means. */
    public interface Planning {
        Plan plan() throws IOException, Undecodable;
    }

    /**
     * Does a request; returns when its events are acknowledged.
     *
     * @param key empty: a request that is repeated is another one
     * @param fingerprint differs from that of any other request
     * @return the answer, a JSON object
     * @throws KeyReused if the caller's key belongs to a request with another fingerprint
     * @throws TableUnavailable if requests cannot be read or written at the moment
     * @throws KafkaException if the events are not published, or that is not known
     */
    public String perform(Caller caller, Optional<IdempotencyKey> key, String fingerprint, Planning planning)
            throws IOException, Undecodable {
        if (key.isEmpty()) {
            Plan plan = planning.plan();
            publish(plan.events());
            return plan.answer().toString();
        }
        String name = key.get().tableKey(caller.userId());
        Optional<IdempotentRequest> earlier = find(name);
        if (earlier.isEmpty()) {
            table.write(name, written(planning.plan(), fingerprint));
        }
        // Not what was just written, if somebody else has been faster
        IdempotentRequest first =
                earlier.isPresent() ? earlier.get() : find(name).orElseThrow();
        if (!first.getFingerprint().equals(fingerprint)) {
            throw new KeyReused(key.get());
        }
        if (!first.getEvents().isEmpty()) {
            publish(read(first.getEvents()));
            markDone(name, first);
        }
        return first.getAnswer();
    }

    private Optional<IdempotentRequest> find(String name) throws Undecodable {
        byte[] value = table.get(name);
        return value == null ? Optional.empty() : Optional.of(requests.decode(value));
    }

    private IdempotentRequest written(Plan plan, String fingerprint) {
        List<ByteBuffer> values = new ArrayList<>();
        for (StatusEvent event : plan.events()) {
            values.add(ByteBuffer.wrap(serializer.serialize(Topic.DIALOG_STATUSES.topicName(), event)));
        }
        return new IdempotentRequest(fingerprint, plan.answer().toString(), values);
    }

    private List<StatusEvent> read(List<ByteBuffer> values) throws Undecodable {
        List<StatusEvent> read = new ArrayList<>();
        for (ByteBuffer value : values) {
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            read.add(events.decode(bytes));
        }
        return read;
    }

    private void publish(List<StatusEvent> published) {
        publisher.publish(published.stream()
                .map(event -> new OutgoingEvent(Topic.DIALOG_STATUSES, event.getDialogId(), event))
                .toList());
    }

    private void markDone(String name, IdempotentRequest request) {
        try {
            table.write(
                    name + GlobalRequests.DONE,
                    new IdempotentRequest(request.getFingerprint(), request.getAnswer(), List.of()));
        } catch (TableUnavailable | KafkaException e) {
            // It is done all the same: if it is repeated, its events are published once more, which changes nothing
            log.warn("That request {} is done could not be written down: {}", name, e.toString());
        }
    }
}
