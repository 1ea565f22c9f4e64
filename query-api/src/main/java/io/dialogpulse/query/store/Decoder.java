package io.dialogpulse.query.store;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic's values. A registry that is away is waited for, as nothing is wrong with the value then.
 *
 * <p>Safe to use from any thread.
 */
public final class Decoder<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Decoder.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;

    private final Topic topic;
    private final Class<T> type;
    private final Deserializer<Object> deserializer;
    private final long attempts;

    /** @param patience how long to wait for a registry that is away */
    public Decoder(Topic topic, Class<T> type, Registry registry, Duration patience) {
        this.topic = topic;
        this.type = type;
        this.deserializer = registry.deserializer();
        this.attempts = Math.max(1, patience.dividedBy(PAUSE));
    }

    /**
     * Reads a value.
     *
     * @throws Undecodable if it is no value of the topic
     * @throws SerializationException if the registry stayed away
     */
    public T decode(byte[] value) throws Undecodable {
        for (long attempt = 1; ; attempt++) {
            try {
                return type.cast(deserializer.deserialize(topic.topicName(), value));
            } catch (ClassCastException e) {
                throw new Undecodable("a record of another kind: " + e.getMessage(), e);
            } catch (SerializationException e) {
                if (!registryIsAway(e)) {
                    throw new Undecodable(reason(e), e);
                }
                if (attempt >= attempts) {
                    throw e;
                }
                log.warn("Waiting for the schema registry: {}", reason(e));
                pause(e);
            }
        }
    }

    private static boolean registryIsAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException answer) {
                return answer.getStatus() != NOT_FOUND;
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(SerializationException e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + e.getCause();
    }

    private static void pause(SerializationException reason) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
